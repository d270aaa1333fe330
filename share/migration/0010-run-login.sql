-- As whom the server knows who ran it, while actor is who they say they are.
-- A file knows nobody.
ALTER TABLE run ADD COLUMN login TEXT NOT NULL DEFAULT '';
