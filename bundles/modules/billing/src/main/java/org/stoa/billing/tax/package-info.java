/** Tax rates and exemptions. */
package org.stoa.billing.tax;
