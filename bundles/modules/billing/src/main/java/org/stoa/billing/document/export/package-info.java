/** What is kept, as tables for spreadsheets: read page by page and written as it is read. */
package org.stoa.billing.document.export;
