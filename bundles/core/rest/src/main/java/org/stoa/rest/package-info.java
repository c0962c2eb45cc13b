/** HTTP for every bundle that offers resources. */
package org.stoa.rest;
