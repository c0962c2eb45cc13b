/** What clients of the tenant owe it for something that was sold elsewhere. */
package org.stoa.billing.sale;
