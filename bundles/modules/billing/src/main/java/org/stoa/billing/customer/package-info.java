/** Those who receive invoices. */
package org.stoa.billing.customer;
