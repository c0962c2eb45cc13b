/** What people do with listings. */
package org.stoa.marketplace.activity;
