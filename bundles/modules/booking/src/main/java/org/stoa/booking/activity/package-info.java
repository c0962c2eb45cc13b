/** What people do with services: view, like, share, comment. */
package org.stoa.booking.activity;
