/** Feature flags: which features are on for whom, and why. */
package org.stoa.subscription.flag;
