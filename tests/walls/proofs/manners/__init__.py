"""What the proofs of the gate's manners share: waiting inquiries without a household behind them, and workers."""
