/**
 * The parts of the sources that are mutated each on its own, with the tests that have to notice: those that mirror it,
 * and those over HTTP through which it is seen. `mongod`: they need a MongoDB; all others run on memory alone.
 * `early`: what is loaded before the tests, which would load it when they first ask for it. `ignoreStatic`: what is
 * evaluated once, when a module is loaded, is left out, since each such change takes a run of all these tests.
 */
export const areas = {
  deletion: {
    mutate: ['src/deletion/**/*.ts'],
    tests: ['test/deletion/*.test.ts', 'test/quickblox/{delete-*,explain,client-needs}.test.ts']
  },
  chat: {
    mutate: ['src/chat/**/*.ts'],
    tests: [
      'test/chat/*.test.ts',
      'test/quickblox/{client-needs,clients,creation,flow,lists,one-*,sessions,users}.test.ts'
    ]
  },
  quickblox: {
    mutate: [
      'src/quickblox/{answer-text,authentication,empty-body,err*,explain,fault-answer,force,headers,ids}.ts',
      'src/quickblox/{ignored,paths,refuse,signature}.ts'
    ],
    tests: [
      'test/quickblox/{answer-text,authentication,err*,explain,fault-*,force,headers,ids-*,ignored,signature}.test.ts',
      'test/quickblox/{client-needs,creation,delete-*,lists,log,sessions}.test.ts',
      'test/workspace/workspaces.test.ts'
    ],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  'quickblox-hooks': {
    mutate: ['src/quickblox/{enter,index,observe,remember,settle}.ts'],
    tests: [
      'test/quickblox/{authentication,client-needs,fault-*,headers,log,observe}.test.ts',
      'test/workspace/{workspaces,faults/apply-fault,faults/faults,journal/journal,journal/what-*}.test.ts'
    ],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  'quickblox-reading': {
    mutate: ['src/quickblox/reading/*.ts', 'src/quickblox/{body,fields,form,list-*,multipart,read-body,user-query}.ts'],
    tests: [
      'test/quickblox/{body,client-needs,creation,fields,force,ids-*,list-query,lists,new-session}.test.ts',
      'test/quickblox/{one-*,sessions,users}.test.ts',
      'test/workspace/journal/{journal,what-*}.test.ts'
    ],
    ignoreStatic: true
  },
  'quickblox-routes': {
    // What schemas.ts says is for the API's document alone: no route reads it.
    mutate: ['src/quickblox/{objects,routes}/*.ts', 'src/quickblox/{delete-handler,formatters}.ts'],
    tests: ['test/quickblox/{client-needs,creation,delete-*,ids-*,lists,one-*,routes,sessions,users}.test.ts'],
    ignoreStatic: true
  },
  'workspace-input': {
    mutate: [
      'src/workspace/{input,requests}/*.ts',
      'src/workspace/{clock,set-clock}.ts',
      'src/workspace/faults/fault*.ts',
      'src/workspace/journal/{nearest-path,request-filter}.ts'
    ],
    tests: [
      'test/workspace/{input,requests}/*.test.ts',
      'test/workspace/{clock,nearest-path,set-clock,faults/fault-fields,journal/request-filter}.test.ts'
    ],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  workspace: {
    mutate: ['src/workspace/*.ts', '!src/workspace/{clock,set-clock}.ts'],
    tests: ['test/workspace/*.test.ts', '!test/workspace/servers*'],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  journal: {
    mutate: ['src/workspace/journal/*.ts', '!src/workspace/journal/{nearest-path,request-filter}.ts'],
    tests: ['test/workspace/journal/*.test.ts'],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  faults: {
    mutate: ['src/workspace/faults/*.ts', '!src/workspace/faults/fault*.ts'],
    tests: ['test/workspace/faults/*.test.ts', '!test/workspace/faults/on-a-*'],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  admin: {
    mutate: ['src/admin/**/*.ts'],
    tests: [
      'test/admin/*.test.ts',
      'test/workspace/{clock,journal/journal,faults/faults,workspaces}.test.ts',
      '!test/admin/resources*'
    ],
    early: ['src/admin/app.ts'],
    ignoreStatic: true
  },
  store: {
    mutate: ['src/store/{changes,chat-store,matches,query,stores}.ts', 'src/store/memory/*.ts'],
    tests: ['test/store/*.test.ts', '!test/store/open-stores.test.ts']
  },
  mongo: {
    mutate: ['src/store/mongo/{changes,claims,mongo-store,query,request-world,things,world,world-documents}.ts'],
    tests: [
      'test/store/{changes,contract,lists}.test.ts',
      'test/store/mongo/{*documents,hearing,misbehaving,mongo-store,mongo-workspace,sweeper,world-changes}.test.ts'
    ],
    early: ['src/store/mongo/connection.ts'],
    mongod: true,
    ignoreStatic: true
  },
  'mongo-stores': {
    mutate: [
      'src/store/mongo/{collections,connection,database-time,documents,errors,mongo-stores,names}.ts',
      'src/store/mongo/refuse-foreign.ts'
    ],
    tests: [
      'test/store/{changes,contract,lists,stores}.test.ts',
      'test/store/mongo/{connection,database-time,*documents,errors,mongo-store,mongo-stores,seeding}.test.ts'
    ],
    early: ['src/store/mongo/connection.ts'],
    mongod: true,
    ignoreStatic: true
  },
  'mongo-record': {
    mutate: ['src/store/mongo/{known,mongo-directory,plans*,record*,seed*}.ts'],
    tests: [
      'test/store/directory.test.ts',
      'test/store/mongo/{drop,hearing,known,mongo-directory,plans,record*,seed,seeds}.test.ts'
    ],
    early: ['src/store/mongo/connection.ts'],
    mongod: true,
    ignoreStatic: true
  },
  'mongo-worlds': {
    mutate: ['src/store/mongo/{drop,entries,housekeeping,is-whole,mongo-workspace,sweeper,world-changes}.ts'],
    tests: ['test/store/mongo/{drop,hearing,housekeeping,mongo-workspace,plans,sweeper,world-changes}.test.ts'],
    early: ['src/store/mongo/connection.ts'],
    mongod: true,
    ignoreStatic: true
  },
  'mongo-log': {
    mutate: ['src/store/mongo/log/*.ts'],
    tests: ['test/store/mongo/log/*.test.ts'],
    mongod: true,
    ignoreStatic: true
  },
  mongod: {
    mutate: ['src/store/mongod/**/*.ts'],
    tests: ['test/store/mongod/*.test.ts'],
    mongod: true,
    ignoreStatic: true
  },
  fixtures: {
    // The text of the format is compared as a whole by its own test.
    mutate: ['src/fixtures/**/*.ts', '!src/fixtures/schema.ts'],
    tests: ['test/fixtures/**/*.test.ts', '!test/fixtures/{hostile-files,schema}.test.ts'],
    early: ['src/fixtures/check-fixtures.ts', 'src/fixtures/read-fixtures.ts', 'src/fixtures/warnings.ts'],
    ignoreStatic: true
  }
}
