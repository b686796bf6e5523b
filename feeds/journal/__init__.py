"""The journal: its store, chain, keyframes and history, its verification and exchange."""
