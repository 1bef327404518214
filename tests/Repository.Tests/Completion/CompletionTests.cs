using Repository.Tests.NewComponent;

namespace Repository.Tests.Completion;

/// <summary>The completion scripts. Bash runs its one; the others are compared as text, and read by their shell if it is here.</summary>
public sealed class CompletionTests
{
    private const string Stages = "Lint Build Test Plan Deploy Verify Destroy";

    // As readline does, = is a word of its own; the last word is the one to complete.
    private const string Ask = """
        source "$1"
        shift
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _path_to_prod
        printf '%s|' "${COMPREPLY[@]}"
        """;

    private ScratchCheckout _checkout = null!;
    private string _script = "";

    [OneTimeSetUp]
    public void SetUp()
    {
        _checkout = new ScratchCheckout();
        _script = _checkout.InRoot("completion.bash");
        Directory.CreateDirectory(_checkout.InRoot("environments/version-sets"));
        Directory.CreateDirectory(_checkout.InRoot("artifacts"));
        foreach (
            var set in new[]
            {
                "environments/version-sets/2026.10.4",
                "environments/version-sets/2026.11.1",
                "artifacts/proposed",
            }
        )
        {
            File.WriteAllText(_checkout.InRoot($"{set}.yaml"), "");
        }

        File.WriteAllText(_checkout.InRoot("environments/version-sets/compatibility.jsonl"), "");
        File.WriteAllText(_script, _checkout.RunWell("--target=Completion", "--shell=bash"));
    }

    [OneTimeTearDown]
    public void TearDown() => _checkout.Dispose();

    [TestCase("--target = De", "Deploy |Destroy ")]
    [TestCase("--target = de", "Deploy |Destroy ", TestName = "Case_does_not_matter")]
    [TestCase("--target Verif", "Verify ")]
    [TestCase("-t Verif", "Verify ")]
    [TestCase("--target=Verif", "--target=Verify ", TestName = "Where_the_equals_sign_separates_no_words")]
    [TestCase("--target = Chec", "Check |CheckCrds ", TestName = "Targets_that_only_a_component_has_are_there_too")]
    [TestCase("--fo", "--force ")]
    [TestCase("--target = Deploy --co", "--component=")]
    [TestCase("--target = Components --co", "", TestName = "Options_that_the_target_does_not_take_are_left_out")]
    [TestCase(
        "--target = Deploy --force --",
        "--component=|--environment=|--since=|--depth=|--parallel=|--on-failure=|--report=|--resume=|--version=|--set=|--with-dependencies |--wait |--plan=|--dry-run |--exclusive |--output=|--verbosity=|--directory=|--help "
    )]
    [TestCase("--target = Deploy --component = in", "ingress")]
    [TestCase(
        "--target = Deploy --component =",
        "all|affected|base-k8s|base-network|external-dns|ingress|policy-agents"
    )]
    [TestCase("-c ex", "external-dns")]
    [TestCase("--component = ingress,ba", "ingress,base-k8s|ingress,base-network")]
    [TestCase(
        "--component = ingress,base-k8s,",
        "ingress,base-k8s,base-network|ingress,base-k8s,external-dns|ingress,base-k8s,policy-agents"
    )]
    [TestCase("--component=ingress,po", "--component=ingress,policy-agents")]
    [TestCase("--environment =", "local |sandbox ", TestName = "Environments_that_others_only_extend_are_left_out")]
    [TestCase("--set = 2026.1", "2026.10.4 |2026.11.1 ", TestName = "Version_sets_are_completed_from_their_files")]
    [TestCase("--bad =", "2026.10.4 |2026.11.1 |proposed ", TestName = "So_is_what_was_proposed")]
    [TestCase("--from =", "2026.10.4 |2026.11.1 |proposed |local |sandbox ", TestName = "Where_an_environment_will_do")]
    [TestCase("--with = l", "local ")]
    [TestCase("--good = s", "sandbox ")]
    [TestCase("--type = ", "helm |terraform |manifests |controller ")]
    [TestCase("--shell = f", "fish ")]
    [TestCase("--output = j", "json ")]
    [TestCase("--name = x", "", TestName = "A_new_name_is_not_completed")]
    public void Bash_completes(string words, string expected) => Complete("./build.sh", words).ShouldBe(expected);

    [Test]
    public void Bash_completes_all_targets() =>
        Complete("./build.sh", "--target =")
            .ShouldStartWith(string.Concat(Stages.Split(' ').Select(name => $"{name} |"))[..^1]);

    [Test]
    public void Names_are_those_of_the_checkout_that_is_called_wherever_it_is()
    {
        var other = _checkout.InRoot("another checkout");
        Directory.CreateDirectory(Path.Combine(other, "components/only-there"));
        File.WriteAllText(Path.Combine(other, "components/only-there/component.yaml"), "");
        Directory.CreateDirectory(Path.Combine(other, "environments/there"));
        File.WriteAllText(Path.Combine(other, "environments/there/environment.yaml"), "target: {}\n");
        File.WriteAllText(Path.Combine(other, "build.sh"), "");
        File.CreateSymbolicLink(_checkout.InRoot("linked.sh"), "another checkout/build.sh");

        Complete($"{other}/build.sh", "--component = o").ShouldBe("only-there");
        Complete("another checkout/build.sh", "--environment =").ShouldBe("there ");
        Complete("./linked.sh", "--component = o").ShouldBe("only-there");
    }

    [TestCase("groups: { edge: [a, b], core: [c] }\nresources: { terraform: 1 }\n")]
    [TestCase("groups:\n  edge: [a, b]\n  core:\n    - c\nresources:\n  terraform: 1\n")]
    public void Groups_of_components_are_completed_however_they_are_written(string groups)
    {
        var other = _checkout.InRoot("with groups");
        Directory.CreateDirectory(Path.Combine(other, "components/a"));
        File.WriteAllText(Path.Combine(other, "components/a/component.yaml"), "");
        File.WriteAllText(Path.Combine(other, "platform.yaml"), $"name: platform\n{groups}");
        File.WriteAllText(Path.Combine(other, "build.sh"), "");

        Complete($"{other}/build.sh", "--component =").ShouldBe("all|affected|a|edge|core");
        Complete($"{other}/build.sh", "--component = a,e").ShouldBe("a,edge");
    }

    [Test]
    public void A_new_component_is_completed_at_once()
    {
        _checkout.RunWell("--target=NewComponent", "--name=quite-new");
        Complete("./build.sh", "--component = q").ShouldBe("quite-new");
        Directory.Delete(_checkout.InRoot("components/quite-new"), recursive: true);
    }

    [Test]
    public void Completion_takes_no_time_that_anyone_notices()
    {
        const string Repeat = """
            source "$1"
            COMP_WORDS=(./build.sh --target = Che)
            COMP_CWORD=3
            TIMEFORMAT=%3R
            for _ in 1 2 3 4 5; do time _path_to_prod; done
            """;
        var (_, _, error) = _checkout.Start("bash", "-c", Repeat, "bash", _script);
        var fastest = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse).Min();
        TestContext.Out.WriteLine($"{fastest} s");
        fastest.ShouldBeLessThan(0.3);
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public void Each_shell_gets_its_script(string shell)
    {
        var script = _checkout.RunWell("--target=Completion", $"--shell={shell}");
        Snapshot.Match(script, $"Each_shell_gets_its_script.{shell}");
        script.ShouldNotContain("__targets__");
        script.ShouldNotContain("\r");
        if (shell != "pwsh" && IsHere(shell))
        {
            var file = _checkout.InRoot($"syntax.{shell}");
            File.WriteAllText(file, script);
            var (exitCode, _, error) = _checkout.Start(shell, "-n", file);
            (exitCode, error).ShouldBe((0, ""));
        }
    }

    [TestCase("", "no shell is named; add --shell=NAME: one of bash, zsh, fish, pwsh")]
    [TestCase("--shell=bahs", "there is no completion for the shell bahs; did you mean bash?")]
    [TestCase("--shell=tcsh-6", "there is no completion for the shell tcsh-6; the shells are bash, zsh, fish, pwsh")]
    public void A_shell_that_is_not_known_is_reported(string words, string message)
    {
        var (exitCode, output, error) = _checkout.Run([
            "--target=Completion",
            .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        error.TrimEnd().ShouldBe(message);
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
    }

    private static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private string Complete(string command, string words)
    {
        var (exitCode, output, error) = _checkout.Start(
            "bash",
            ["-c", Ask, "bash", _script, command, .. words.Split(' ')]
        );
        error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        return output == "|" ? "" : output.TrimEnd('|');
    }
}
