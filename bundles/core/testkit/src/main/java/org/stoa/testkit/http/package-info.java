/** Tests over HTTP, against a platform in the same JVM as well as against one that runs elsewhere. */
package org.stoa.testkit.http;
