namespace Repository.Tests.CommandLine;

/// <summary>Each way in which a command line can be wrong: its whole message, exit code 2, and nothing touched.</summary>
public sealed class OptionTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() => _platform = new ScratchPlatform().Component("base-k8s").Component("ingress");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private void Refuses(string words, params string[] lines) =>
        _platform.Run(words.Split(' ')).ShouldOnlySay(2, lines);

    [Test]
    public void An_unknown_component() =>
        Refuses("--target=Deploy --component=ingres", "there is no component ingres; did you mean ingress?");

    [Test]
    public void An_unknown_component_that_is_like_no_other() =>
        Refuses(
            "--target=Deploy --component=monitoring",
            "there is no component monitoring; the components are base-k8s, ingress"
        );

    [Test]
    public void All_unknown_components_of_a_list_at_once() =>
        Refuses(
            "--target=Deploy --component=ingres,base-k8,base-k8s",
            "there is no component base-k8; did you mean base-k8s?",
            "there is no component ingres; did you mean ingress?"
        );

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1001")]
    [TestCase("many")]
    public void A_number_of_components_at_once_that_cannot_be(string number) =>
        Refuses(
            $"--target=Deploy --component=all --parallel={number}",
            $"--parallel cannot be {number}; write a whole number from 1 to 1000"
        );

    [Test]
    public void An_unknown_policy_after_a_failure() =>
        Refuses(
            "--target=Deploy --component=all --on-failure=carry-on",
            "--on-failure cannot be carry-on; write stop, finish-unrelated or finish-everything"
        );

    [Test]
    public void An_unknown_environment() =>
        Refuses(
            "--target=Deploy --component=ingress --environment=sandbx",
            "there is no environment sandbx; did you mean sandbox?"
        );

    [Test]
    public void An_environment_that_others_only_extend()
    {
        _platform.Environment("base", "description: common ground\n");
        Refuses(
            "--target=Deploy --component=ingress --environment=base",
            "nothing can be deployed to the environment base, which others only extend; name one of sandbox"
        );
    }

    [Test]
    public void An_unknown_target() => Refuses("--target=Deplo", "there is no target Deplo; did you mean Deploy?");

    [Test]
    public void An_unknown_target_of_a_component() =>
        Refuses("--target=Deplo --component=ingress", "there is no target Deplo; did you mean Deploy?");

    [Test]
    public void No_component() =>
        Refuses("--target=Deploy", "no component is named; add --component=NAME: one of base-k8s, ingress; or all");

    [Test]
    public void An_unknown_option() => Refuses("--targt=Deploy", "there is no option --targt; did you mean --target?");

    [Test]
    public void An_unknown_option_that_is_like_no_other() =>
        Refuses("--target=Check --colour=red", "there is no option --colour; --help lists them all");

    [Test]
    public void A_word_that_is_not_an_option() =>
        Refuses("Deploy", "\"Deploy\" is not an option; write --target=Deploy if that is the target");

    [Test]
    public void An_option_twice() => Refuses("--target=Check --target=Status", "--target is given twice; give it once");

    [Test]
    public void An_option_without_a_value() =>
        Refuses("--target=Deploy --component", "--component has no value; write --component=NAMES");

    [Test]
    public void An_option_with_an_empty_value() =>
        Refuses("--target=Deploy --component=", "--component has no value; write --component=NAMES");

    [Test]
    public void A_switch_with_a_value() =>
        Refuses(
            "--target=Deploy --component=ingress --force=yes",
            "--force is a switch and takes no value; write --force alone"
        );

    [Test]
    public void An_option_that_means_nothing_for_the_target() =>
        Refuses(
            "--target=Check --force",
            "--force means nothing for Check; leave it out; ./build.sh --target=Check --help lists what it takes"
        );

    [TestCase("--output=xml", "--output cannot be xml; write text, json, markdown, csv, events, mermaid, dot or man")]
    [TestCase("--verbosity=loud", "--verbosity cannot be loud; write quiet, normal or verbose")]
    public void A_value_that_an_option_does_not_know(string option, string line) =>
        Refuses($"--target=Deploy --component=ingress {option}", line);

    [Test]
    public void Everything_that_is_wrong_is_reported_at_once() =>
        Refuses(
            "--target=Deploy --componnt=ingress --force=no --output",
            "--force is a switch and takes no value; write --force alone",
            "--output has no value; write --output=text|json",
            "there is no option --componnt; did you mean --component?"
        );

    [Test]
    public void A_folder_without_a_platform()
    {
        System.IO.File.Delete(Path.Combine(_platform.Root, "platform.yaml"));
        _platform.Variable("PATH_TO_PROD_ROOT", "");
        Refuses(
            "--target=Check",
            "There is no platform.yaml in <root> or above it.",
            "Start the program with build.sh, in a platform's folder, or with -C FOLDER. `--target=NewPlatform --to=FOLDER` makes a platform."
        );
    }
}
