/** The module itself, its problems, and the events it tells others of. */
package org.stoa.billing;
