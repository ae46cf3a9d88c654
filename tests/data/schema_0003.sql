BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE cards (
	id TEXT NOT NULL, 
	item TEXT NOT NULL, 
	form TEXT NOT NULL, 
	band INTEGER NOT NULL, 
	stability REAL NOT NULL, 
	difficulty REAL NOT NULL, 
	pace INTEGER NOT NULL, 
	due TEXT NOT NULL, 
	ask_on TEXT NOT NULL, 
	last_day TEXT NOT NULL, 
	reps INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	CONSTRAINT pk_cards PRIMARY KEY (id), 
	CONSTRAINT ck_cards_band CHECK (band BETWEEN 1 AND 3), 
	CONSTRAINT ck_cards_stability CHECK (stability > 0 AND stability <= 36500), 
	CONSTRAINT ck_cards_difficulty CHECK (difficulty BETWEEN 1 AND 10), 
	CONSTRAINT ck_cards_due CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_cards_ask_on CHECK (ask_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_cards_last_day CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_cards_lapses CHECK (lapses >= 0 AND lapses < reps)
);
INSERT INTO "cards" VALUES('conv-out-size#forward:1','conv-out-size','forward',1,2.18837514519691467285e-01,9.12881946563720703125e+00,-2,'2026-11-25','2026-12-03','2026-11-24',3,2);
INSERT INTO "cards" VALUES('iou#forward:1','iou','forward',1,4.985958099365234375e+00,5.20002031326293945312e+00,3,'2026-11-28','2026-11-28','2026-11-24',2,0);
INSERT INTO "cards" VALUES('pool-grad#forward:3','pool-grad','forward',3,2.30649995803833,2.11810398101806640625e+00,2,'2026-11-26','9999-12-31','2026-11-24',1,0);
CREATE TABLE daily (
	dimension TEXT NOT NULL, 
	day TEXT NOT NULL, 
	value TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	correct INTEGER NOT NULL, 
	partial INTEGER NOT NULL, 
	gave_up INTEGER NOT NULL, 
	elapsed_ms INTEGER NOT NULL, 
	reviews INTEGER NOT NULL, 
	remembered INTEGER NOT NULL, 
	predicted INTEGER NOT NULL, 
	CONSTRAINT pk_daily PRIMARY KEY (dimension, day, value), 
	CONSTRAINT ck_daily_day CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
)
 WITHOUT ROWID

;
INSERT INTO "daily" VALUES('all','2026-11-21','',2,1,0,0,8400,0,0,0);
INSERT INTO "daily" VALUES('all','2026-11-23','',1,0,0,1,4200,0,0,0);
INSERT INTO "daily" VALUES('all','2026-11-24','',4,3,0,0,20400,2,1,1521813);
INSERT INTO "daily" VALUES('confidence','2026-11-24','2',2,2,0,0,10200,1,1,659503);
INSERT INTO "daily" VALUES('confidence','2026-11-24','3',1,0,0,0,5100,1,0,862310);
INSERT INTO "daily" VALUES('kind','2026-11-24','choice',1,1,0,0,5100,0,0,0);
INSERT INTO "daily" VALUES('kind','2026-11-24','number',3,2,0,0,15300,2,1,1521813);
INSERT INTO "daily" VALUES('level','2026-11-21','2',2,1,0,0,8400,0,0,0);
INSERT INTO "daily" VALUES('level','2026-11-23','1',1,0,0,1,4200,0,0,0);
INSERT INTO "daily" VALUES('level','2026-11-24','2',3,2,0,0,15300,2,1,1521813);
INSERT INTO "daily" VALUES('level','2026-11-24','4',1,1,0,0,5100,0,0,0);
INSERT INTO "daily" VALUES('misconception','2026-11-21','union-counts-twice',1,0,0,0,4200,0,0,0);
INSERT INTO "daily" VALUES('misconception','2026-11-24','forgot-padding',1,0,0,0,5100,1,0,862310);
INSERT INTO "daily" VALUES('recall','2026-11-24','13',1,1,0,0,5100,1,1,659503);
INSERT INTO "daily" VALUES('recall','2026-11-24','17',1,0,0,0,5100,1,0,862310);
INSERT INTO "daily" VALUES('stage','2026-11-24','cram',1,1,0,0,5100,0,0,0);
INSERT INTO "daily" VALUES('stage','2026-11-24','new',1,1,0,0,5100,0,0,0);
INSERT INTO "daily" VALUES('stage','2026-11-24','young',2,1,0,0,10200,2,1,1521813);
INSERT INTO "daily" VALUES('topic','2026-11-21','boxes',1,0,0,0,4200,0,0,0);
INSERT INTO "daily" VALUES('topic','2026-11-21','sizes',1,1,0,0,4200,0,0,0);
INSERT INTO "daily" VALUES('topic','2026-11-23','sizes',1,0,0,1,4200,0,0,0);
INSERT INTO "daily" VALUES('topic','2026-11-24','boxes',2,2,0,0,10200,1,1,659503);
INSERT INTO "daily" VALUES('topic','2026-11-24','pooling',1,1,0,0,5100,0,0,0);
INSERT INTO "daily" VALUES('topic','2026-11-24','sizes',1,0,0,0,5100,1,0,862310);
CREATE TABLE due_days (
	day TEXT NOT NULL, 
	cards INTEGER NOT NULL, 
	CONSTRAINT pk_due_days PRIMARY KEY (day), 
	CONSTRAINT ck_due_days_day CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
INSERT INTO "due_days" VALUES('2026-12-03',1);
INSERT INTO "due_days" VALUES('2026-11-28',1);
INSERT INTO "due_days" VALUES('9999-12-31',1);
CREATE TABLE events (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	utc_offset INTEGER NOT NULL, 
	zone TEXT, 
	learner_day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	session_id TEXT, 
	target TEXT, 
	item TEXT, 
	card_id TEXT, 
	version INTEGER, 
	form TEXT, 
	band INTEGER, 
	level INTEGER, 
	topic TEXT, 
	question_id TEXT, 
	answer_kind TEXT, 
	typed INTEGER, 
	outcome TEXT, 
	score REAL, 
	rating INTEGER, 
	confidence INTEGER, 
	misconception TEXT, 
	hints_used INTEGER, 
	elapsed_ms INTEGER, 
	gave_up INTEGER, 
	scheduled INTEGER, 
	early INTEGER, 
	stage TEXT, 
	elapsed_days INTEGER, 
	recall REAL, 
	due TEXT, 
	interval INTEGER, 
	fuzz INTEGER, 
	value TEXT, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (seq), 
	CONSTRAINT uq_events_id UNIQUE (id), 
	CONSTRAINT fk_events_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id), 
	CONSTRAINT fk_events_target_events FOREIGN KEY(target) REFERENCES events (id), 
	CONSTRAINT ck_events_kind CHECK (kind IN ('attempt', 'rerate', 'suspend', 'unsuspend', 'bury', 'unbury', 'flag', 'unflag', 'reset', 'key', 'parameters', 'undo')), 
	CONSTRAINT ck_events_at CHECK (typeof(at) = 'integer'), 
	CONSTRAINT ck_events_learner_day CHECK (learner_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_events_due CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_events_band CHECK (band BETWEEN 1 AND 3), 
	CONSTRAINT ck_events_outcome CHECK (outcome IN ('correct', 'partial', 'incorrect')), 
	CONSTRAINT ck_events_score CHECK (score BETWEEN 0 AND 1), 
	CONSTRAINT ck_events_rating CHECK (rating BETWEEN 1 AND 4), 
	CONSTRAINT ck_events_confidence CHECK (confidence BETWEEN 1 AND 3), 
	CONSTRAINT ck_events_elapsed_ms CHECK (elapsed_ms >= 0), 
	CONSTRAINT ck_events_recall CHECK (recall BETWEEN 0 AND 1), 
	CONSTRAINT ck_events_typed CHECK (typed IN (0, 1)), 
	CONSTRAINT ck_events_gave_up CHECK (gave_up IN (0, 1)), 
	CONSTRAINT ck_events_scheduled CHECK (scheduled IN (0, 1)), 
	CONSTRAINT ck_events_early CHECK (early IN (0, 1)), 
	CONSTRAINT ck_events_stage CHECK (stage IN ('new', 'repeat', 'young', 'mature', 'cram')), 
	CONSTRAINT ck_events_attempt_is_whole CHECK (kind <> 'attempt' OR (item IS NOT NULL AND version IS NOT NULL AND form IS NOT NULL AND band IS NOT NULL AND card_id IS NOT NULL AND level IS NOT NULL AND topic IS NOT NULL AND question_id IS NOT NULL AND outcome IS NOT NULL AND score IS NOT NULL AND rating IS NOT NULL AND elapsed_ms IS NOT NULL AND gave_up IS NOT NULL AND scheduled IS NOT NULL AND (scheduled = 0 OR due IS NOT NULL))), 
	CONSTRAINT ck_events_target CHECK ((kind IN ('undo', 'rerate')) = (target IS NOT NULL)), 
	CONSTRAINT ck_events_item CHECK (kind IN ('undo', 'parameters') OR item IS NOT NULL), 
	CONSTRAINT ck_events_rerate_is_whole CHECK (kind <> 'rerate' OR (card_id IS NOT NULL AND rating IS NOT NULL)), 
	CONSTRAINT ck_events_value CHECK (kind NOT IN ('flag', 'parameters') OR value IS NOT NULL), 
	CONSTRAINT ck_events_bury_ends CHECK (kind <> 'bury' OR due IS NOT NULL), 
	CONSTRAINT ck_events_key_is_whole CHECK (kind <> 'key' OR (version IS NOT NULL AND value IN ('keep', 'forget')))
);
INSERT INTO "events" VALUES(1,'00000000000000000000000000000002',1795270500000,480,NULL,'2026-11-21','attempt','00000000000000000000000000000001',NULL,'conv-out-size','conv-out-size#forward:1',1,'forward',1,2,'sizes','conv-out-size@1:2:7',NULL,NULL,'correct',1.0,3,NULL,NULL,0,4200,0,1,NULL,NULL,NULL,NULL,'2026-11-23',NULL,NULL,NULL,'{"given":"112","read_as":"112","hints_used":0,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES(2,'00000000000000000000000000000003',1795270560000,480,NULL,'2026-11-21','attempt','00000000000000000000000000000001',NULL,'iou','iou#forward:1',1,'forward',1,2,'boxes','iou@1:2:7',NULL,NULL,'incorrect',0.0,1,NULL,'union-counts-twice',0,4200,0,1,NULL,NULL,NULL,NULL,'2026-11-22',NULL,NULL,NULL,'{"given":"1/3 \u4e0d\u786e\u5b9a","read_as":"112","hints_used":0,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES(3,'00000000000000000000000000000004',1795270620000,480,NULL,'2026-11-21','attempt','00000000000000000000000000000001',NULL,'iou','iou#forward:2',1,'forward',2,3,'boxes','iou@1:2:7',NULL,NULL,'correct',1.0,2,NULL,NULL,1,4200,0,1,NULL,NULL,NULL,NULL,'2026-11-22',NULL,NULL,NULL,'{"given":"112","read_as":"112","hints_used":1,"elapsed_ms":4200,"gave_up":false}');
INSERT INTO "events" VALUES(4,'00000000000000000000000000000005',1795270625000,480,NULL,'2026-11-21','undo','00000000000000000000000000000001','00000000000000000000000000000004','iou','iou#forward:2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(5,'00000000000000000000000000000006',1795443300000,480,NULL,'2026-11-23','attempt',NULL,NULL,'conv-out-size','conv-out-size#forward:1',1,'forward',1,1,'sizes','conv-out-size@1:2:7',NULL,NULL,'incorrect',0.0,1,NULL,NULL,0,4200,1,1,NULL,NULL,NULL,NULL,'2026-11-24',NULL,NULL,NULL,'{"given":"","read_as":"","hints_used":0,"elapsed_ms":4200,"gave_up":true}');
INSERT INTO "events" VALUES(6,'00000000000000000000000000000011',1795522620000,480,'Asia/Shanghai','2026-11-24','attempt','00000000000000000000000000000010',NULL,'iou','iou#forward:1',1,'forward',1,2,'boxes','iou@1:2:9','number',1,'correct',1.0,3,2,NULL,0,5100,0,1,0,'young',3,0.659503208230634,'2026-11-26',2,-1,NULL,'{"given":"1/7 \u4e0d\u786e\u5b9a","read_as":"1/7"}');
INSERT INTO "events" VALUES(7,'00000000000000000000000000000012',1795522680000,480,'Asia/Shanghai','2026-11-24','rerate','00000000000000000000000000000010','00000000000000000000000000000011','iou','iou#forward:1',NULL,'forward',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-28',4,-1,NULL,'{}');
INSERT INTO "events" VALUES(8,'00000000000000000000000000000013',1795522740000,480,'Asia/Shanghai','2026-11-24','attempt','00000000000000000000000000000010',NULL,'iou','iou#forward:1',1,'forward',1,2,'boxes','iou@1:2:11','number',1,'correct',1.0,3,2,NULL,0,5100,0,0,0,'cram',0,1.0,NULL,NULL,NULL,NULL,'{"given":"1/7 \u4e0d\u786e\u5b9a","read_as":"1/7"}');
INSERT INTO "events" VALUES(9,'00000000000000000000000000000014',1795522800000,480,'Asia/Shanghai','2026-11-24','attempt','00000000000000000000000000000010',NULL,'conv-out-size','conv-out-size#forward:1',1,'forward',1,2,'sizes','conv-out-size@1:2:8','number',1,'incorrect',0.0,1,3,'forgot-padding',0,5100,0,1,0,'young',1,8.62310385147020852514e-01,'2026-11-25',1,0,NULL,'{"given":"1/7 \u4e0d\u786e\u5b9a","read_as":"1/7"}');
INSERT INTO "events" VALUES(10,'00000000000000000000000000000015',1795522860000,480,'Asia/Shanghai','2026-11-24','attempt','00000000000000000000000000000010',NULL,'pool-grad','pool-grad#forward:3',1,'forward',3,4,'pooling','pool-grad@1:4:1','choice',0,'correct',1.0,3,NULL,NULL,0,5100,0,1,0,'new',NULL,NULL,'2026-11-26',2,0,NULL,'{"given":"1/7 \u4e0d\u786e\u5b9a","read_as":"1/7"}');
INSERT INTO "events" VALUES(11,'00000000000000000000000000000016',1795522920000,480,'Asia/Shanghai','2026-11-24','suspend','00000000000000000000000000000010',NULL,'pool-grad',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(12,'00000000000000000000000000000017',1795522980000,480,'Asia/Shanghai','2026-11-24','flag','00000000000000000000000000000010',NULL,'iou',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'the key is wrong？','{}');
INSERT INTO "events" VALUES(13,'00000000000000000000000000000018',1795523040000,480,'Asia/Shanghai','2026-11-24','bury','00000000000000000000000000000010',NULL,'conv-out-size',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-03',NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(14,'00000000000000000000000000000019',1795523100000,480,'Asia/Shanghai','2026-11-24','suspend',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(15,'0000000000000000000000000000001a',1795523160000,480,'Asia/Shanghai','2026-11-24','unsuspend',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(16,'0000000000000000000000000000001b',1795523220000,480,'Asia/Shanghai','2026-11-24','flag',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'x','{}');
INSERT INTO "events" VALUES(17,'0000000000000000000000000000001c',1795523280000,480,'Asia/Shanghai','2026-11-24','unflag',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(18,'0000000000000000000000000000001d',1795523340000,480,'Asia/Shanghai','2026-11-24','bury',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-12-03',NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(19,'0000000000000000000000000000001e',1795523400000,480,'Asia/Shanghai','2026-11-24','unbury',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(20,'0000000000000000000000000000001f',1795523460000,480,'Asia/Shanghai','2026-11-24','key',NULL,NULL,'iou',NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'keep','{}');
INSERT INTO "events" VALUES(21,'00000000000000000000000000000020',1795523520000,480,'Asia/Shanghai','2026-11-24','parameters',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'fsrs-6-retention-0.85','{"weights":[0.21199999749660492,1.2930999994277954,2.30649995803833,8.295599937438965,6.413300037384033,0.8334000110626221,3.019399881362915,0.0010000000474974513,1.8722000122070312,0.16660000383853912,0.7960000038146973,1.4835000038146973,0.061400000005960464,0.2628999948501587,1.648300051689148,0.6014000177383423,1.8729000091552734,0.5425000190734863,0.09120000153779984,0.0658000037074089,0.1542000025510788],"retention":0.85,"reviews":0}');
INSERT INTO "events" VALUES(22,'00000000000000000000000000000021',1795523580000,480,'Asia/Shanghai','2026-11-24','attempt','00000000000000000000000000000010',NULL,'iou','iou#forward:1',2,'forward',1,2,'boxes','iou@2:2:12','number',1,'correct',1.0,3,2,NULL,0,5100,0,1,0,'repeat',0,1.0,'2026-12-05',11,1,NULL,'{"given":"1/7 \u4e0d\u786e\u5b9a","read_as":"1/7"}');
INSERT INTO "events" VALUES(23,'00000000000000000000000000000022',1795523640000,480,'Asia/Shanghai','2026-11-24','undo','00000000000000000000000000000010','00000000000000000000000000000021','iou','iou#forward:1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(24,'00000000000000000000000000000023',1795523700000,480,'Asia/Shanghai','2026-11-24','reset',NULL,NULL,'nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(25,'00000000000000000000000000000024',1795523760000,480,'Asia/Shanghai','2026-11-24','undo',NULL,'00000000000000000000000000000023','nms-greedy',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{}');
CREATE TABLE interviews (
	id TEXT NOT NULL, 
	session_id TEXT, 
	blueprint TEXT NOT NULL, 
	seed INTEGER NOT NULL, 
	started_at INTEGER NOT NULL, 
	finished_at INTEGER, 
	changed_at INTEGER NOT NULL, 
	used_ms INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	report TEXT, 
	CONSTRAINT pk_interviews PRIMARY KEY (id), 
	CONSTRAINT fk_interviews_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id), 
	CONSTRAINT ck_interviews_used_ms CHECK (used_ms >= 0), 
	CONSTRAINT ck_interviews_finished_has_report CHECK ((finished_at IS NULL) = (report IS NULL))
);
INSERT INTO "interviews" VALUES('0000000000000000000000000000000a','00000000000000000000000000000001','warm-up-10',7,1796029200000,1796029241000,1796029241000,41000,'{"paper":{"blueprint":"warm-up-10","seed":7,"minutes":10.0,"slots":[{"cell":0,"question":"output-size-conv-side@1:1:4","deeper":"","sideways":""}]},"replies":[{"question":"output-size-conv-side@1:1:4","typed":"112","answered":true,"seen":true,"confidence":3,"skips":0,"used_ms":41000,"spoke_from_ms":null,"ticks":null}],"place":null,"ended":true,"scheduled":true}','{"interview":"0000000000000000000000000000000a","blueprint":"warm-up-10","seed":7,"minutes":10.0,"started_at":"2026-11-30T09:00:00Z","used_ms":41000,"timed_out":false,"scheduled":true,"lines":[{"number":1,"question":"output-size-conv-side@1:1:4","topic":"output-size","kind":"numeric","standing":"correct","score":1.0,"confidence":3,"used_ms":41000,"planned_ms":600000,"given":"112","ticks":null,"slip":null}]}');
INSERT INTO "interviews" VALUES('0000000000000000000000000000000b',NULL,'warm-up-10',8,1796029300000,NULL,1796029341000,41000,'{"paper":{"blueprint":"warm-up-10","seed":7,"minutes":10.0,"slots":[{"cell":0,"question":"output-size-conv-side@1:1:4","deeper":"","sideways":""}]},"replies":[{"question":"output-size-conv-side@1:1:4","typed":"112","answered":true,"seen":true,"confidence":3,"skips":0,"used_ms":41000,"spoke_from_ms":null,"ticks":null}],"place":null,"ended":false,"scheduled":true}',NULL);
CREATE TABLE items (
	item TEXT NOT NULL, 
	topic TEXT, 
	version INTEGER, 
	attempts INTEGER NOT NULL, 
	right_days INTEGER NOT NULL, 
	typed_days INTEGER NOT NULL, 
	last_day TEXT, 
	suspended INTEGER NOT NULL, 
	buried_until TEXT, 
	flag TEXT, 
	CONSTRAINT pk_items PRIMARY KEY (item), 
	CONSTRAINT ck_items_attempts CHECK (attempts >= 0), 
	CONSTRAINT ck_items_last_day CHECK (last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_items_buried_until CHECK (buried_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), 
	CONSTRAINT ck_items_suspended CHECK (suspended IN (0, 1))
);
INSERT INTO "items" VALUES('conv-out-size','sizes',1,3,1,1,'2026-11-24',0,'2026-12-03',NULL);
INSERT INTO "items" VALUES('iou','boxes',2,3,1,1,'2026-11-24',0,NULL,'the key is wrong？');
INSERT INTO "items" VALUES('nms-greedy',NULL,NULL,0,0,0,NULL,0,NULL,NULL);
INSERT INTO "items" VALUES('pool-grad','pooling',1,1,1,0,'2026-11-24',1,NULL,NULL);
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
INSERT INTO "sessions" VALUES('00000000000000000000000000000010','review',1795522560000,1795523820000,'{"count":10}');
CREATE INDEX ix_events_item_at ON events (item, at);
CREATE INDEX ix_events_session_id ON events (session_id);
CREATE INDEX ix_events_target ON events (target) WHERE target IS NOT NULL;
CREATE INDEX ix_events_misconception_at ON events (misconception, at) WHERE misconception IS NOT NULL;
CREATE INDEX ix_events_parameters ON events (at) WHERE kind = 'parameters';
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END;
CREATE INDEX ix_cards_item ON cards (item);
CREATE INDEX ix_cards_pace_ask_on ON cards (pace, ask_on);
CREATE INDEX ix_cards_leeches ON cards (lapses) WHERE lapses >= 8;
CREATE INDEX ix_interviews_started_at ON interviews (started_at);
COMMIT;
