namespace Repository.Tests.CommandLine;

/// <summary>How the tests are prepared, compiled, run and counted; <c>dotnet</c> and <c>tests/prepare.sh</c> are stand-ins.</summary>
internal sealed class SelfTestTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void Make()
    {
        _platform = new ScratchPlatform()
            .RealTool("bash")
            .File(
                "PathToProd.slnx",
                """
                <Solution>
                  <Project Path="tests/PathToProd.Tests/PathToProd.Tests.csproj" />
                  <Project Path="tests/Repository.Tests/Repository.Tests.csproj" />
                </Solution>
                """
            )
            .File("tests/PathToProd.Tests/PathToProd.Tests.csproj", "")
            .File("tests/Repository.Tests/Repository.Tests.csproj", "")
            .File("tests/prepare.sh", "echo \"preparing for $*\" >&2")
            .Tool(
                "dotnet",
                """
                echo "$*" >>"$HOME/calls"
                case $1 in
                  build)
                    echo '  Determining projects to restore...'
                    echo '  PathToProd.Tests -> /x/bin/PathToProd.Tests.dll'
                    echo '/x/A.cs(1,2): warning CS0168: as it is [/x/A.csproj]'
                    echo '  Repository.Tests -> /x/bin/Repository.Tests.dll'
                    ;;
                  test)
                    for word in "$@"; do
                      case $word in *LogFileName=*) results=${word#*LogFileName=} ;; esac
                    done
                    cat >"$results" <<'END'
                <TestRun><ResultSummary><Counters total="5" executed="4" passed="4" /></ResultSummary></TestRun>
                END
                    ;;
                esac
                """
            );
    }

    [TearDown]
    public void Remove() => _platform.Dispose();

    private string[] Calls =>
        File.Exists(Path.Combine(_platform.Home, "calls"))
            ? [.. File.ReadLines(Path.Combine(_platform.Home, "calls")).Select(call => call.Split(' ')[0])]
            : [];

    [Test]
    public void The_machine_is_prepared_the_tests_are_compiled_with_progress_run_and_counted()
    {
        var result = _platform.Run("--target=SelfTest").ShouldSucceed();

        Snapshot.Match(result.Error);
        result.Output.ShouldBe("8 passed, 0 failed, 2 skipped\n");
        Calls.ShouldBe(["build", "test", "test"]);
    }

    [Test]
    public void Programs_get_the_counts() =>
        _platform
            .Run("--target=SelfTest", "--output=json")
            .ShouldSucceed()
            .Output.ShouldBe("{\n  \"passed\": 8,\n  \"failed\": 0,\n  \"skipped\": 2\n}\n");

    [TestCase(2, 2)]
    [TestCase(1, 1)]
    [TestCase(100, 1)]
    public void When_something_is_missing_on_the_machine_nothing_is_compiled_and_no_test_runs(int script, int expected)
    {
        _platform.File("tests/prepare.sh", $"echo 'what root must install' >&2\nexit {script}\n");

        _platform.Run("--target=SelfTest").ShouldOnlySay(expected, "what root must install", "No test was run.");

        Calls.ShouldBeEmpty();
    }

    [Test]
    public void A_filter_prepares_compiles_and_runs_only_the_projects_with_such_tests()
    {
        Source("PathToProd.Tests", "PlanTests");
        Source("Repository.Tests", "LedgerTests");

        var said = Printed("--filter=ledgertests.a_line");

        said.ShouldContain("preparing for Repository.Tests\nCompiling Repository.Tests\n");
        File.ReadLines(Path.Combine(_platform.Home, "calls"))
            .Select(call => string.Join(' ', call.Split(' ')[..2]))
            .ShouldBe(["build tests/Repository.Tests", "test tests/Repository.Tests"]);
    }

    [Test]
    public void A_filter_that_is_in_no_name_may_be_in_the_arguments_of_any_test()
    {
        Source("Repository.Tests", "LedgerTests");

        Printed("--filter=nowhere-at-all").ShouldContain("preparing for PathToProd.Tests Repository.Tests\n");
    }

    [Test]
    public void A_filter_that_is_an_expression_may_mean_any_test()
    {
        Source("Repository.Tests", "LedgerTests");

        Printed("--filter=LedgerTests|Name~Plan").ShouldContain("preparing for PathToProd.Tests Repository.Tests\n");
    }

    [Test]
    public void Tools_below_artifacts_are_on_the_PATH_of_the_tests()
    {
        const string Helm = "artifacts/tools/helm/4.1.4/helm";
        _platform
            .File(Helm, "#!/bin/sh\necho v4.1.4\n")
            .File("tests/prepare.sh", $"chmod 755 {Helm}")
            .RealTool("chmod");
        _platform.Tool("dotnet", "[ \"$1\" = build ] || { helm >\"$HOME/helm\"; exit 1; }");

        _platform.Run("--target=SelfTest").ShouldEnd(1).Output.ShouldBe("0 passed, 2 failed, 0 skipped\n");

        File.ReadAllText(Path.Combine(_platform.Home, "helm")).ShouldBe("v4.1.4\n");
    }

    private string Printed(string filter) => _platform.Run("--target=SelfTest", filter).ShouldSucceed().Error;

    private void Source(string project, string fixture) =>
        _platform.File(
            $"tests/{project}/{fixture}.cs",
            $"namespace {project};\n\npublic class {fixture}\n{{\n    [Test]\n    public void A_line_is_read() {{ }}\n}}\n"
        );
}
