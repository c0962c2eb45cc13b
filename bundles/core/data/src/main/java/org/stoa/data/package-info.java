/** PostgreSQL for the platform: server, pools, transactions and migrations. */
package org.stoa.data;
