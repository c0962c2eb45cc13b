/** The staging industry: data, kept in the resources of this package. */
package org.stoa.staging;
