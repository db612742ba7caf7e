package io.rmix.spi;

/** Takes nothing and does nothing. */
enum EndedLaneWire implements LaneWire {
    INSTANCE;

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void send(LaneFrame frame) {
        throw new IllegalStateException("the lane has ended");
    }

    @Override
    public void finish() {
        // There is nothing on its way.
    }

    @Override
    public void abort() {
        // It has ended already.
    }
}
