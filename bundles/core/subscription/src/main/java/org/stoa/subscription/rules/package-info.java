/** What happens to a subscription and when, and what it costs: values and functions, without clock and database. */
package org.stoa.subscription.rules;
