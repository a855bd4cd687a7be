"""Corrected shares by simulation: how often the 95 % interval covers the true share, with label errors of 10 to 40 %.

The machine errs more on one side, as machines do; the baseline is the interval of its own codes, taken as if they were
right. Target: between 93 and 97 of 100.
"""

import numpy as np

from readout.compare.claims.corrected_shares import Z, pseudo_outcomes

TRUTH, ROUNDS = 0.35, 1500


def run() -> None:
    """Print the coverage and the width of the intervals."""
    random = np.random.default_rng(1)
    print(f"{'errors':>7}{'items':>7}{'coded':>7}{'covers':>9}{'uncorrected':>13}{'width':>8}")
    for error in (0.1, 0.2, 0.4):
        for items, labels in ((2000, 200), (1000, 150)):
            covered = naive = 0
            width = 0.0
            for seed in range(ROUNDS):
                truth = (random.random(items) < TRUTH).astype(float)
                wrong = random.random(items) < np.where(truth == 1, error * 0.6, error * 1.2)
                machine = np.where(wrong, 1 - truth, truth)
                chance = np.full(items, labels / items)
                human = np.where(random.random(items) < chance, truth, np.nan)
                outcomes = pseudo_outcomes(machine, human, chance, seed=seed)
                spread = Z * outcomes.std(ddof=1) / np.sqrt(items)
                covered += abs(outcomes.mean() - TRUTH) <= spread
                naive += abs(machine.mean() - TRUTH) <= Z * np.sqrt(machine.mean() * (1 - machine.mean()) / items)
                width += 2 * spread / ROUNDS
            print(f"{error:7.0%}{items:7}{labels:7}{covered / ROUNDS:9.1%}{naive / ROUNDS:13.1%}{width:8.3f}")
