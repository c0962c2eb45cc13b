/** What a tenant settles for all its documents. */
package org.stoa.billing.setting;
