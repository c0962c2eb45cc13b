/**
 * HTTP for every bundle that offers resources. {@code publish} keeps what is published, {@code call} walks a request to
 * its operation, {@code invoke} calls it, {@code json} reads and writes bodies, {@code problem} answers failures,
 * {@code openapi} describes what there is, {@code status} tells how the platform is, {@code osgi} wires it.
 */
package org.stoa.rest;
