using PathToProd.Decisions.TearingDown;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class ConfirmationTests
{
    private static readonly EnvironmentManifest Open = ManifestBuilder.Environment("prod");
    private static readonly EnvironmentManifest Protected = Open with { IsProtected = true };

    [Test]
    public void Its_own_name_confirms([Values] bool isProtected, [Values] bool canAsk) =>
        ConfirmationDecision
            .Of(isProtected ? Protected : Open, "prod", canAsk)
            .ShouldBeOfType<ConfirmationDecision.Confirmed>();

    [Test]
    public void On_a_terminal_the_name_is_asked_for()
    {
        ConfirmationDecision
            .Of(Open, confirm: null, canAsk: true)
            .ShouldBe(new ConfirmationDecision.Asks("Type the name of the environment to remove all of it: "));
        ConfirmationDecision.Answered(Open, " prod ").ShouldBeOfType<ConfirmationDecision.Confirmed>();
    }

    [TestCase(
        "staging",
        "staging is not prod; nothing was touched; run it again if you mean to remove the environment"
    )]
    [TestCase("PROD", "PROD is not prod; nothing was touched; run it again if you mean to remove the environment")]
    [TestCase("y", "y is not prod; nothing was touched; run it again if you mean to remove the environment")]
    [TestCase(" ", "no name was typed; nothing was touched; run it again if you mean to remove the environment")]
    [TestCase(null, "no name was typed; nothing was touched; run it again if you mean to remove the environment")]
    public void Any_other_answer_refuses(string? answer, string message) =>
        Refuses(ConfirmationDecision.Answered(Open, answer), message);

    [TestCase(true)]
    [TestCase(false)]
    public void Another_name_refuses_and_is_not_asked_about(bool canAsk) =>
        Refuses(
            ConfirmationDecision.Of(Open, "staging", canAsk),
            "--confirm is staging, and the environment is prod; if you mean to remove all of prod, write --confirm=prod"
        );

    [Test]
    public void Without_a_terminal_it_must_be_given() =>
        Refuses(
            ConfirmationDecision.Of(Open, confirm: null, canAsk: false),
            "TearDown removes all of prod, and there is no terminal on which to ask whether you mean that; if you do, add --confirm=prod"
        );

    [TestCase(true)]
    [TestCase(false)]
    public void What_is_protected_is_not_asked_about(bool canAsk) =>
        Refuses(
            ConfirmationDecision.Of(Protected, confirm: null, canAsk),
            "environments/prod/environment.yaml: prod is protected, and TearDown removes all of it; if you mean that, add --confirm=prod"
        );

    private static void Refuses(ConfirmationDecision decision, string message)
    {
        var why = decision.ShouldBeOfType<ConfirmationDecision.Refused>().Why;
        why.Message.ShouldBe(message);
        why.ExitCode.ShouldBe(ExitCode.WrongInput);
    }
}
