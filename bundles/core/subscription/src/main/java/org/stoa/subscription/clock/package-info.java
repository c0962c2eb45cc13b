/** What time it is for a tenant: the real time, or that of a test clock which operators move on. */
package org.stoa.subscription.clock;
