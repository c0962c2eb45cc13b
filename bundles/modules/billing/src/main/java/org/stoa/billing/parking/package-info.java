/** What is doubtful, and whose account rests because of it. */
package org.stoa.billing.parking;
