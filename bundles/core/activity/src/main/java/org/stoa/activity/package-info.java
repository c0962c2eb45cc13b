/** What people do with what others offer. */
package org.stoa.activity;
