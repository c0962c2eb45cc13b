package org.stoa.marketplace.search;

/**
 * A circle on the Earth, and the box around it that an index finds, in degrees.
 *
 * @param west greater than {@code east} where the box crosses the date line
 */
public record Circle(
        double latitude, double longitude, double metres, double south, double north, double west, double east) {

    private static final double METRES_PER_DEGREE = 111_195;
    /** Nearer to a pole all longitudes are close to one another. */
    private static final double POLE = 89.9;

    static Circle of(double latitude, double longitude, double metres) {
        double height = metres / METRES_PER_DEGREE;
        double south = Math.max(-90, latitude - height);
        double north = Math.min(90, latitude + height);
        double farthest = Math.max(Math.abs(south), Math.abs(north));
        double width = farthest > POLE ? 180 : height / Math.cos(Math.toRadians(farthest));
        if (width >= 180) {
            return new Circle(latitude, longitude, metres, south, north, -180, 180);
        }
        double west = longitude - width < -180 ? longitude - width + 360 : longitude - width;
        double east = longitude + width > 180 ? longitude + width - 360 : longitude + width;
        return new Circle(latitude, longitude, metres, south, north, west, east);
    }

    /** Whether the box crosses the date line. */
    public boolean isWrapped() {
        return west > east;
    }
}
