/** What other tenants owe this one for the platform. */
package org.stoa.billing.charge;
