// Runs a Jenkinsfile without Jenkins: what it knows of declarative pipelines is what the generated ones use. Each sh writes the name of its stage and
// fails where the test says so; the last line is the result of the build.
//   groovy jenkins.groovy FILE VARIABLES FAILING    VARIABLES: NAME=VALUE,...    FAILING: names of stages, with commas
def file = new File(args[0])
def pairs = { text -> text.split(',').findAll { it }.collectEntries { it.split('=', 2) as List } }
def failing = args.length > 2 ? args[2].split(',') as List : []

class Build {
  String currentResult = 'SUCCESS'
  String stage
  boolean isOver

  static final List ORDER = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'ABORTED']

  void worsen(String result) {
    if (ORDER.indexOf(result) > ORDER.indexOf(currentResult)) {
      currentResult = result
    }
  }
}

def build = new Build()
def run = { Closure body, Object to ->
  body = (Closure) body.clone()
  body.delegate = to
  body.resolveStrategy = Closure.DELEGATE_FIRST
  body()
}

// What a stage says of itself comes before its steps, as Jenkins reads it.
class Stage {
  Closure work
  Closure wanted = { true }
  def agent(what) { }
  def when(Closure body) {
    body = (Closure) body.clone()
    body.delegate = this
    body.resolveStrategy = Closure.DELEGATE_FIRST
    body()
  }
  def beforeAgent(value) { }
  def expression(Closure body) { wanted = body }
  def steps(Closure body) { work = body }
  def propertyMissing(String name) {
    if (name in ['any', 'none']) { return name }
    throw new MissingPropertyException(name, Stage)
  }
}

def steps = [
  checkout: { what -> },
  deleteDir: { -> },
  milestone: { number -> },
  stash: { Map what -> },
  unstash: { what -> },
  junit: { Map what -> },
  archiveArtifacts: { Map what -> },
  string: { Map what -> what },
  withCredentials: { List what, Closure body ->
    println "with ${what.collect { it.variable }.join(' and ')} of ${what[0].credentialsId}"
    body()
  },
  withEnv: { List what, Closure body -> body() },
  script: { Closure body -> body() },
  node: { Closure body -> body() },
  parallel: { Map branches ->
    // A failing one does not end the others, and all are there before the stage ends.
    Throwable first
    branches.each { name, body ->
      try {
        body()
      } catch (Exception failure) {
        first = first ?: failure
      }
    }
    if (first) { throw first }
  },
  sh: { String text ->
    println "sh in ${build.stage}"
    if (build.stage in failing) { throw new IllegalStateException("script returned exit code 1") }
  },
  error: { what -> throw new IllegalStateException(what.toString()) },
  catchError: { Map how, Closure body ->
    try {
      body()
    } catch (Exception failure) {
      build.worsen(how.buildResult)
      println "caught in ${build.stage}: ${failure.message}"
    }
  },
  agent: { what -> },
  options: { Closure body -> },
  parameters: { Closure body -> },
  environment: { Closure body -> },
  stages: { Closure body -> body() },
  pipeline: { Closure body -> body() },
]
steps.stage = { String name, Closure body ->
  if (build.isOver) {
    println "skipped $name: an earlier stage failed"
    return
  }
  def stage = new Stage()
  run(body, stage)
  if (!stage.wanted()) {
    println "not wanted $name"
    return
  }
  build.stage = name
  try {
    stage.work()
  } catch (Exception failure) {
    println "failed $name: ${failure.message}"
    build.worsen('FAILURE')
    build.isOver = true
  }
}

def variables = pairs(args[1])
def binding = new Binding(
  steps + [
    env: variables,
    params: [COMPONENT: variables.COMPONENT],
    scm: 'scm',
    none: 'none',
    any: 'any',
    currentBuild: build,
  ]
)
new GroovyShell(binding).evaluate(file.text, 'Jenkinsfile.groovy')
println build.currentResult
