/** What tenants have paid for. */
package org.stoa.subscription;
