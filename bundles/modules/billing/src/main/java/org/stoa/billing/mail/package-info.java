/** Documents and reminders that customers get by e-mail. */
package org.stoa.billing.mail;
