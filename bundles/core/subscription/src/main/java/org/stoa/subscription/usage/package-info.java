/** What tenants have used: reported by clients as events, or counted with every call of the API. */
package org.stoa.subscription.usage;
