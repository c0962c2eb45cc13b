/** Who applies to a listing. */
package org.stoa.marketplace.application;
