-- A violation says which script brought it.

UPDATE registry.deployment d SET violations = ARRAY(
    SELECT part FROM unnest(d.violations) WITH ORDINALITY AS v (text, place),
        LATERAL (VALUES (1, v.text), (2, CASE WHEN v.place % 3 = 1 THEN '' END)) AS p (turn, part)
    WHERE part IS NOT NULL ORDER BY place, turn);
COMMENT ON COLUMN registry.deployment.violations
    IS 'Rule, file (or nothing), subject and message of the first, then of the second, and so on';
