BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE cards (
	id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	form TEXT NOT NULL, 
	band INTEGER NOT NULL, 
	stability REAL NOT NULL, 
	difficulty REAL NOT NULL, 
	due TEXT NOT NULL, 
	last_day TEXT NOT NULL, 
	reps INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	CONSTRAINT pk_cards PRIMARY KEY (id), 
	CONSTRAINT ck_cards_band CHECK (band BETWEEN 1 AND 3), 
	CONSTRAINT ck_cards_stability CHECK (stability > 0 AND stability <= 36500), 
	CONSTRAINT ck_cards_difficulty CHECK (difficulty BETWEEN 1 AND 10), 
	CONSTRAINT ck_cards_due CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_cards_last_day CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_cards_lapses CHECK (lapses >= 0 AND lapses < reps)
);
INSERT INTO "cards" VALUES('conv-out-size#forward:1','conv-out-size','forward',1,6.07580125331878662109e-01,7.39450216293335,'2026-11-24','2026-11-23',2,1);
INSERT INTO "cards" VALUES('iou#forward:1','iou','forward',1,2.11999997496604919433e-01,6.41330003738403320312e+00,'2026-11-22','2026-11-21',1,0);
CREATE TABLE events (
	id TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	utc_offset INTEGER NOT NULL, 
	learner_day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	session_id TEXT, 
	card_id TEXT NOT NULL, 
	item TEXT, 
	version INTEGER, 
	form TEXT, 
	band INTEGER, 
	level INTEGER, 
	topic TEXT, 
	question_id TEXT, 
	outcome TEXT, 
	score REAL, 
	rating INTEGER, 
	misconception TEXT, 
	due TEXT, 
	undoes TEXT, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id), 
	CONSTRAINT fk_events_undoes_events FOREIGN KEY(undoes) REFERENCES events (id), 
	CONSTRAINT ck_events_kind CHECK (kind IN ('attempt', 'undo')), 
	CONSTRAINT ck_events_at CHECK (typeof(at) = 'integer'), 
	CONSTRAINT ck_events_learner_day CHECK (learner_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_events_due CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_events_band CHECK (band BETWEEN 1 AND 3), 
	CONSTRAINT ck_events_outcome CHECK (outcome IN ('correct', 'partial', 'incorrect')), 
	CONSTRAINT ck_events_score CHECK (score BETWEEN 0 AND 1), 
	CONSTRAINT ck_events_rating CHECK (rating BETWEEN 1 AND 4), 
	CONSTRAINT ck_events_attempt_is_whole CHECK (kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL AND band IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND due IS NOT NULL)), 
	CONSTRAINT ck_events_undo_undoes CHECK ((kind = 'undo') = (undoes IS NOT NULL))
);
INSERT INTO "events" VALUES('00000000000000000000000000000002',1795270500000,480,'2026-11-21','attempt','00000000000000000000000000000001','conv-out-size#forward:1','conv-out-size',1,'forward',1,2,'sizes','conv-out-size@1:2:7','correct',1.0,3,NULL,'2026-11-23',NULL,'{"given":"112","read_as":"112","hints_used":0,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES('00000000000000000000000000000003',1795270560000,480,'2026-11-21','attempt','00000000000000000000000000000001','iou#forward:1','iou',1,'forward',1,2,'boxes','iou@1:2:7','incorrect',0.0,1,'union-counts-twice','2026-11-22',NULL,'{"given":"1/3 \u4e0d\u786e\u5b9a","read_as":"112","hints_used":0,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES('00000000000000000000000000000004',1795270620000,480,'2026-11-21','attempt','00000000000000000000000000000001','iou#forward:2','iou',1,'forward',2,3,'boxes','iou@1:2:7','correct',1.0,2,NULL,'2026-11-22',NULL,'{"given":"112","read_as":"112","hints_used":1,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES('00000000000000000000000000000005',1795270625000,480,'2026-11-21','undo','00000000000000000000000000000001','iou#forward:2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'00000000000000000000000000000004','{}');
INSERT INTO "events" VALUES('00000000000000000000000000000006',1795443300000,480,'2026-11-23','attempt',NULL,'conv-out-size#forward:1','conv-out-size',1,'forward',1,1,'sizes','conv-out-size@1:2:7','incorrect',0.0,1,NULL,'2026-11-24',NULL,'{"given":"","read_as":"","hints_used":0,"elapsed_ms":4200,"gave_up":true}');
CREATE TABLE sessions (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	started_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT ck_sessions_kind CHECK (kind IN ('quiz', 'review', 'interview', 'single'))
);
INSERT INTO "sessions" VALUES('00000000000000000000000000000001','quiz',1795270500000,1795270680000,'{"count":10}');
CREATE INDEX ix_cards_due ON cards (due);
CREATE INDEX ix_events_session_id ON events (session_id);
CREATE INDEX ix_events_card_id_at_id ON events (card_id, at, id);
CREATE INDEX ix_events_item_at ON events (item, at);
CREATE INDEX ix_events_undoes ON events (undoes);
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END;
COMMIT;
