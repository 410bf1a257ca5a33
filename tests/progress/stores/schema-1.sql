BEGIN TRANSACTION;
CREATE TABLE attempt (
    seq        INTEGER PRIMARY KEY,               -- order of arrival in this file
    id         BLOB NOT NULL UNIQUE,              -- UUIDv7: sorts by the time of the answer, the same everywhere
    device     BLOB NOT NULL,                     -- UUID of the store it was first written to
    at         INTEGER NOT NULL,                  -- milliseconds since 1970, UTC
    utc_offset INTEGER NOT NULL,                  -- minutes east of UTC on the learner's clock
    retracts   BLOB,                              -- the attempt this row takes back; all below is then empty
    session    BLOB,                              -- UUID of the sitting
    mode       TEXT,                              -- study, quiz, review, exam or diagnostic
    question   TEXT,
    version    INTEGER,                           -- the question's version when it was asked
    concept    TEXT,                              -- the goal and concept it asked about then: 3.2.1/wsjf-fit
    seed       INTEGER,                           -- what a family's numbers were drawn by
    shown      TEXT,                              -- the order in which options were shown, JSON
    response   TEXT,                              -- what was answered, JSON
    score      REAL,                              -- 0 to 1
    guess      REAL,                              -- what blind guessing scores on average, 0 to 1
    confidence TEXT,                              -- sure, think or guess; empty where not asked
    taken      INTEGER,                           -- milliseconds from question to answer, capped
    CHECK (length(id) = 16 AND length(device) = 16),
    CHECK (at > 0 AND utc_offset BETWEEN -1080 AND 1080),
    CHECK ((retracts IS NULL) = (question IS NOT NULL)),
    CHECK (
        retracts IS NOT NULL
        OR (
            length(session) = 16 AND mode IN ('study', 'quiz', 'review', 'exam', 'diagnostic')
            AND version >= 1 AND concept IS NOT NULL AND seed IS NOT NULL
            AND json_valid(shown) AND json_valid(response)
            AND score BETWEEN 0 AND 1 AND guess BETWEEN 0 AND 1 AND taken >= 0
            AND (confidence IS NULL OR confidence IN ('sure', 'think', 'guess'))
        )
    )
) STRICT;
INSERT INTO "attempt" VALUES(1,X'01A16E1AF4D070398468461ACBAC55E2',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792848622800,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','ward-swap-next-in-line',1,'3.1.1/detail-by-horizon',4611686018427387903,'[2,0,3,1]','{"type":"chosen","options":[1]}',0.0,0.25,NULL,21300);
INSERT INTO "attempt" VALUES(2,X'01A16E1BB6FF709F821412E51D25DD99',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792848672511,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','blood-donors-three-lists',1,'3.1.1/one-list',9223372036854775807,'[4,1,0,3,2]','{"type":"chosen","options":[0,3]}',0.0,0.1,NULL,48211);
INSERT INTO "attempt" VALUES(3,X'01A16E1CAB7D70C8A9A67A8EE26BAD6B',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792848735101,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','waiting-room-open-to-fixed',1,'3.1.2/need-not-solution',0,'[3,0,4,2,1]','{"type":"placed","items":[1,0,2,4,3]}',0.8,0.5,NULL,61090);
INSERT INTO "attempt" VALUES(4,X'01A16E21453970D78FDE9392165F3D8C',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849036601,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','port-vocabulary-four-kinds',1,'3.1.1/item-kinds',77,'[0,4,2,1,3]','{"type":"assigned","categories":["Epic","Feature","Story","Story","Technical item"]}',0.6,0.25,NULL,300000);
INSERT INTO "attempt" VALUES(5,X'01A16E2147F570C4B99A04BBE975CDC6',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849037301,120,X'01A16E21453970D78FDE9392165F3D8C',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(6,X'01A16E25E1B170C5A9E9AB7DBD3C43C0',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849338801,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','port-vocabulary-four-kinds',1,'3.1.1/item-kinds',77,'[0,4,2,1,3]','{"type":"assigned","categories":["Epic","Feature","Story","Story","Technical item"]}',0.6,0.25,NULL,300000);
INSERT INTO "attempt" VALUES(7,X'01A16E26FCE5703DA63A26960A9AEB70',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849411301,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','tram-gate-trials-left',1,'3.1.3/invest-small',12,'[]','{"type":"typed","text":"26"}',0.0,0.0,NULL,71000);
INSERT INTO "attempt" VALUES(8,X'01A16E2889607014931FA600EC7D3C9D',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849512800,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','wind-farm-wsjf-score',1,'3.2.1/wsjf-fit',5764607523034234880,'[]','{"type":"typed","text":"7.5"}',1.0,0.0,NULL,99999);
INSERT INTO "attempt" VALUES(9,X'01A16E28CA6B70D1B53A591C10938849',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849529451,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','one-word-for-too-large',1,'3.1.1/item-kinds',31,'[]','{"type":"typed","text":"épica \"grande\" \\ 🚋"}',0.0,0.0,NULL,15151);
INSERT INTO "attempt" VALUES(10,X'01A16E2AA5077002BAE9191952941C73',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849650951,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','pool-season-pass-queue',1,'3.1.2/story-role',8,'[]','{"type":"rated","rating":"again"}',0.0,0.0,NULL,120000);
INSERT INTO "attempt" VALUES(11,X'01A16E2B81BC70AF964994D0073216E4',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792849707452,120,NULL,X'3BD0068397C7AEA590FF28DC4992F4F3','quiz','sailing-club-four-by-ratio',1,'3.2.3/value-effort-ratio',1234567890123,'[1,3,0,2]','{"type":"placed","items":[3,2,1,0]}',0.0,0.5,NULL,55001);
INSERT INTO "attempt" VALUES(12,X'01A172D3472E7059AD0AB065BC296340',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927811374,60,NULL,X'776E837D116FECAD0E9571508048D135','study','ward-swap-next-in-line',1,'3.1.1/detail-by-horizon',4611686018427387903,'[2,0,3,1]','{"type":"chosen","options":[0]}',1.0,0.25,NULL,9874);
INSERT INTO "attempt" VALUES(13,X'01A172D3C54370ED8889DBFA0983B8FF',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927843651,60,NULL,X'776E837D116FECAD0E9571508048D135','study','blood-donors-three-lists',1,'3.1.1/one-list',9223372036854775807,'[4,1,0,3,2]','{"type":"chosen","options":[0,1]}',1.0,0.1,NULL,30777);
INSERT INTO "attempt" VALUES(14,X'01A172D49793706092804C5BE0621DCE',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927897491,60,NULL,X'776E837D116FECAD0E9571508048D135','study','waiting-room-open-to-fixed',1,'3.1.2/need-not-solution',0,'[3,0,4,2,1]','{"type":"placed","items":[0,1,2,4,3]}',0.9,0.5,NULL,52340);
INSERT INTO "attempt" VALUES(15,X'01A172D5F5AA7083AB76E9FF68E2F7BE',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927987114,60,NULL,X'776E837D116FECAD0E9571508048D135','study','port-vocabulary-four-kinds',1,'3.1.1/item-kinds',77,'[0,4,2,1,3]','{"type":"assigned","categories":["Epic","Feature","Story","Technical item","Technical item"]}',0.8,0.25,NULL,88123);
INSERT INTO "attempt" VALUES(16,X'01A172D61AC670B98C7341A372B38913',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927996614,60,NULL,X'776E837D116FECAD0E9571508048D135','study','tram-gate-trials-left',1,'3.1.3/invest-small',12,'[]','{"type":"typed","text":"3 000 000,5 €"}',0.0,0.0,NULL,8000);
INSERT INTO "attempt" VALUES(17,X'01A172D620A3708E951924578148F416',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792927998115,60,NULL,X'776E837D116FECAD0E9571508048D135','study','wind-farm-wsjf-score',1,'3.2.1/wsjf-fit',5764607523034234880,'[]','{"type":"typed","text":"-1/2"}',0.0,0.0,NULL,1);
INSERT INTO "attempt" VALUES(18,X'01A172D64A0170499C9CBE89C07FC84A',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792928008705,60,NULL,X'776E837D116FECAD0E9571508048D135','study','one-word-for-too-large',1,'3.1.1/item-kinds',31,'[]','{"type":"typed","text":"epik"}',0.0,0.0,NULL,9090);
INSERT INTO "attempt" VALUES(19,X'01A172D749DD70E0834C1B7558421124',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792928074205,60,NULL,X'776E837D116FECAD0E9571508048D135','study','pool-season-pass-queue',1,'3.1.2/story-role',8,'[]','{"type":"rated","rating":"hard"}',0.5,0.0,NULL,64000);
INSERT INTO "attempt" VALUES(20,X'01A172D7EFE170B7BB4911A5B5BD37B4',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1792928116705,60,NULL,X'776E837D116FECAD0E9571508048D135','study','sailing-club-four-by-ratio',1,'3.2.3/value-effort-ratio',1234567890123,'[1,3,0,2]','{"type":"placed","items":[0,1,3,2]}',8.3333333333333337034e-01,0.5,NULL,41000);
INSERT INTO "attempt" VALUES(21,X'01A17E3290BD705DA012FBB592996C5E',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118605501,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','ward-swap-next-in-line',1,'3.1.1/detail-by-horizon',4611686018427387903,'[2,0,3,1]','{"type":"chosen","options":[0]}',1.0,0.25,NULL,4001);
INSERT INTO "attempt" VALUES(22,X'01A17E32C76D701782D908762972166C',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118619501,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','blood-donors-three-lists',1,'3.1.1/one-list',9223372036854775807,'[4,1,0,3,2]','{"type":"chosen","options":[0,1]}',1.0,0.1,NULL,12500);
INSERT INTO "attempt" VALUES(23,X'01A17E334F7E7095A7021666CD8616E4',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118654334,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','waiting-room-open-to-fixed',1,'3.1.2/need-not-solution',0,'[3,0,4,2,1]','{"type":"placed","items":[0,1,2,3,4]}',1.0,0.5,NULL,33333);
INSERT INTO "attempt" VALUES(24,X'01A17E3407C870DEA55FF08D98C09A7F',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118701512,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','port-vocabulary-four-kinds',1,'3.1.1/item-kinds',77,'[0,4,2,1,3]','{"type":"assigned","categories":["Epic","Feature","Feature","Story","Technical item"]}',3.33333333333333314829e-01,0.25,NULL,45678);
INSERT INTO "attempt" VALUES(25,X'01A17E34273370818C88CF1D66DAE96C',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118709555,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','tram-gate-trials-left',1,'3.1.3/invest-small',12,'[]','{"type":"typed","text":"3"}',1.0,0.0,NULL,6543);
INSERT INTO "attempt" VALUES(26,X'01A17E34CAE370DD80DE73CDBA9E09C0',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118751459,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','wind-farm-wsjf-score',1,'3.2.1/wsjf-fit',5764607523034234880,'[]','{"type":"typed","text":"4,5"}',1.0,0.0,NULL,40404);
INSERT INTO "attempt" VALUES(27,X'01A17E34D96D707DB06DA4993E681CE0',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118755181,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','one-word-for-too-large',1,'3.1.1/item-kinds',31,'[]','{"type":"typed","text":"Epic"}',1.0,0.0,NULL,2222);
INSERT INTO "attempt" VALUES(28,X'01A17E34DC297086A40DED659B6EB0EA',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118755881,60,X'01A17E34D96D707DB06DA4993E681CE0',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(29,X'01A17E34EAB3706BA6743642F1B02FD8',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118759603,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','one-word-for-too-large',1,'3.1.1/item-kinds',31,'[]','{"type":"typed","text":"Epic"}',1.0,0.0,NULL,2222);
INSERT INTO "attempt" VALUES(30,X'01A17E3565BF70FBA34F6290169D1DED',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118791103,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','pool-season-pass-queue',1,'3.1.2/story-role',8,'[]','{"type":"rated","rating":"good"}',1.0,0.0,NULL,30000);
INSERT INTO "attempt" VALUES(31,X'01A17E35DA1570849F31AC7A3FA75083',X'19A47E1E70BCC9515ADFA480FC2F8BF3',1793118820885,60,NULL,X'7004D2931D8A1A4F96505506890B09D9','study','sailing-club-four-by-ratio',1,'3.2.3/value-effort-ratio',1234567890123,'[1,3,0,2]','{"type":"placed","items":[0,1,2,3]}',1.0,0.5,NULL,28282);
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "fact" VALUES('basis','1/0d4cbb29');
INSERT INTO "fact" VALUES('device',X'19A47E1E70BCC9515ADFA480FC2F8BF3');
INSERT INTO "fact" VALUES('projected',31);
CREATE TABLE projection (
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    last  BLOB NOT NULL,                          -- the latest attempt in it
    state TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "projection" VALUES('concept','3.1.1/detail-by-horizon',X'01A17E3290BD705DA012FBB592996C5E','{"answers":3,"score":2.0,"evidence":{"weight":2.71,"credit":1.9},"memory":{"stability":2.634392411534852,"difficulty":6.3909413235243795,"reviewed":1793118605501,"due":1793377805501},"answered":1793118605501}');
INSERT INTO "projection" VALUES('concept','3.1.1/item-kinds',X'01A17E34EAB3706BA6743642F1B02FD8','{"answers":6,"score":2.7333333333333334,"evidence":{"weight":4.68559,"credit":1.9101620000000001},"memory":{"stability":0.11326084774382576,"difficulty":9.847856112530962,"reviewed":1793118759603,"due":1793205159603},"answered":1793118759603}');
INSERT INTO "projection" VALUES('concept','3.1.1/one-list',X'01A17E32C76D701782D908762972166C','{"answers":3,"score":2.0,"evidence":{"weight":2.71,"credit":1.9},"memory":{"stability":2.634392411534852,"difficulty":6.3909413235243795,"reviewed":1793118619501,"due":1793377819501},"answered":1793118619501}');
INSERT INTO "projection" VALUES('concept','3.1.2/need-not-solution',X'01A17E334F7E7095A7021666CD8616E4','{"answers":3,"score":2.7,"evidence":{"weight":2.71,"credit":2.2060000000000004},"memory":{"stability":5.11406622919368,"difficulty":6.728947420615708,"reviewed":1793118654334,"due":1793550654334},"answered":1793118654334}');
INSERT INTO "projection" VALUES('concept','3.1.2/story-role',X'01A17E3565BF70FBA34F6290169D1DED','{"answers":3,"score":1.5,"evidence":{"weight":2.71,"credit":1.45},"memory":{"stability":1.8562922222581406,"difficulty":7.5918339286046,"reviewed":1793118791103,"due":1793291591103},"answered":1793118791103}');
INSERT INTO "projection" VALUES('concept','3.1.3/invest-small',X'01A17E34273370818C88CF1D66DAE96C','{"answers":3,"score":1.0,"evidence":{"weight":2.71,"credit":1.0},"memory":{"stability":0.7370509023098799,"difficulty":8.792726533684817,"reviewed":1793118709555,"due":1793205109555},"answered":1793118709555}');
INSERT INTO "projection" VALUES('concept','3.2.1/wsjf-fit',X'01A17E34CAE370DD80DE73CDBA9E09C0','{"answers":3,"score":2.0,"evidence":{"weight":2.71,"credit":1.81},"memory":{"stability":3.6391059548720035,"difficulty":7.382336607835277,"reviewed":1793118751459,"due":1793464351459},"answered":1793118751459}');
INSERT INTO "projection" VALUES('concept','3.2.3/value-effort-ratio',X'01A17E35DA1570849F31AC7A3FA75083','{"answers":3,"score":1.8333333333333335,"evidence":{"weight":2.71,"credit":1.6},"memory":{"stability":1.8562922222581406,"difficulty":7.5918339286046,"reviewed":1793118820885,"due":1793291620885},"answered":1793118820885}');
INSERT INTO "projection" VALUES('question','blood-donors-three-lists',X'01A17E32C76D701782D908762972166C','{"answers":3,"right":2,"last_score":1.0,"answered":1793118619501}');
INSERT INTO "projection" VALUES('question','one-word-for-too-large',X'01A17E34EAB3706BA6743642F1B02FD8','{"answers":3,"right":1,"last_score":1.0,"answered":1793118759603}');
INSERT INTO "projection" VALUES('question','pool-season-pass-queue',X'01A17E3565BF70FBA34F6290169D1DED','{"answers":3,"right":1,"last_score":1.0,"answered":1793118791103}');
INSERT INTO "projection" VALUES('question','port-vocabulary-four-kinds',X'01A17E3407C870DEA55FF08D98C09A7F','{"answers":3,"right":0,"last_score":0.3333333333333333,"answered":1793118701512}');
INSERT INTO "projection" VALUES('question','sailing-club-four-by-ratio',X'01A17E35DA1570849F31AC7A3FA75083','{"answers":3,"right":1,"last_score":1.0,"answered":1793118820885}');
INSERT INTO "projection" VALUES('question','tram-gate-trials-left',X'01A17E34273370818C88CF1D66DAE96C','{"answers":3,"right":1,"last_score":1.0,"answered":1793118709555}');
INSERT INTO "projection" VALUES('question','waiting-room-open-to-fixed',X'01A17E334F7E7095A7021666CD8616E4','{"answers":3,"right":1,"last_score":1.0,"answered":1793118654334}');
INSERT INTO "projection" VALUES('question','ward-swap-next-in-line',X'01A17E3290BD705DA012FBB592996C5E','{"answers":3,"right":2,"last_score":1.0,"answered":1793118605501}');
INSERT INTO "projection" VALUES('question','wind-farm-wsjf-score',X'01A17E34CAE370DD80DE73CDBA9E09C0','{"answers":3,"right":2,"last_score":1.0,"answered":1793118751459}');
CREATE INDEX attempt_by_concept ON attempt (concept, id) WHERE concept IS NOT NULL;
CREATE INDEX attempt_by_question ON attempt (question, id) WHERE question IS NOT NULL;
CREATE INDEX attempt_by_retracted ON attempt (retracts) WHERE retracts IS NOT NULL;
CREATE TRIGGER attempt_is_never_changed BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'an attempt is never changed'); END;
CREATE TRIGGER attempt_is_never_deleted BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'an attempt is never deleted'); END;
COMMIT;
PRAGMA user_version = 1;
