/** Names of what the marketplace knows, in the languages of people. */
package org.stoa.marketplace.label;
