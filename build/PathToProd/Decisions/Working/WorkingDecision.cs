using PathToProd.Model.Components;
using PathToProd.Text.Ci;

namespace PathToProd.Decisions.Working;

/// <summary>
/// Decides whether a caller may start a target. Environments that are not on the path are their users' own: there, everyone may do everything but publish.
/// </summary>
public static class WorkingDecision
{
    private const string Publish = "Publish";
    private const string Advance = "Advance";
    private const string Rollback = "Rollback";

    private static readonly string[] Tests = ["Certify", "Bisect"];
    private static readonly string[] Changes =
    [
        "Deploy",
        "Destroy",
        "StandUp",
        "TearDown",
        "Promote --deploy",
        Rollback,
        Advance,
    ];

    /// <summary>Whether any way of working says something about a target, so that it need not be asked about others.</summary>
    public static bool Concerns(string target) =>
        target == Publish || Tests.Contains(target) || Changes.Contains(target);

    /// <summary>Why the target is refused, who does it instead, and what to do; null when it is allowed.</summary>
    public static string? Refusal(WorkingQuestion question) =>
        IsOfCi(question) ? OfCi(question)
        : IsOfAgent(question) ? OfAgent(question)
        : null;

    private static bool IsOfCi(WorkingQuestion question) =>
        question is { Way: WayOfWorking.Ci or WayOfWorking.CiCd, Caller: CallerKind.Person }
        && (question.Target == Publish || (Tests.Contains(question.Target) && question.IsOnPath));

    // Going back must not wait for an agent. The ledger keeps who did it and why.
    private static bool IsOfAgent(WorkingQuestion question) =>
        question is { Way: WayOfWorking.CiCd, Caller: CallerKind.Person or CallerKind.CiJob, IsOnPath: true }
        && Changes.Contains(question.Target)
        && !(question.Target == Rollback && question.Reason is not null);

    private static string OfCi(WorkingQuestion question) =>
        $"{Because(question)}and because CI publishes and certifies there, {Does(question)} is refused.\n"
        + (
            question.Target == Publish
                ? "Push the commit: the pipeline of the main branch builds, tests and publishes it once it is merged."
                : "Push the commit: the pipelines certify it. Or use an environment that is not on the path, such as one of your own."
        )
        + Setting("manual");

    private static string OfAgent(WorkingQuestion question) =>
        $"{Because(question)}and because {Place(question)} is deployed by the delivery agent, {Does(question)} is refused.\n"
        + Instead(question)
        + Setting("ci");

    private static string Because(WorkingQuestion question) =>
        $"Because {question.Where} says ways-of-working: {Word(question.Way)},\n"
        + $"and because {question.Who} is {Kind(question.Caller)},\n";

    private static string Instead(WorkingQuestion question) =>
        question.Target switch
        {
            Advance =>
                "The delivery agent runs it after each certification and on its schedule. See what it would do: ./build.sh --target=Advance --dry-run",
            Rollback =>
                $"To go back by hand, say why; the ledger keeps it: ./build.sh --target=Rollback --environment={question.Environment} --note=TEXT",
            "Destroy" or "TearDown" =>
                $"Remove {question.Environment} from environments/promotion.yaml first: then it is no longer the delivery agent's.",
            _ =>
                $"Promote a set, and the delivery agent deploys it: ./build.sh --target=Promote --set=NAME --environment={question.Environment}\n"
                    + $"In an emergency, go back by hand: ./build.sh --target=Rollback --environment={question.Environment} --note=TEXT",
        };

    private static string Setting(string way) =>
        $"\nWhere that does not work any longer, write ways-of-working: {way} in platform.yaml, in a commit that says why.";

    private static string Does(WorkingQuestion question) =>
        question.Environment is null ? question.Target
        : question.Target is "Deploy" or "Promote --deploy" ? $"{question.Target} to {question.Environment}"
        : $"{question.Target} of {question.Environment}";

    private static string Place(WorkingQuestion question) => question.Environment ?? "every environment of the path";

    private static string Kind(CallerKind kind) =>
        kind switch
        {
            CallerKind.CiJob => "a CI job, and not the delivery agent",
            _ => "a person",
        };

    /// <summary>A way of working, as <c>platform.yaml</c> writes it.</summary>
    public static string Word(WayOfWorking way) =>
        way switch
        {
            WayOfWorking.Ci => "ci",
            WayOfWorking.CiCd => "ci-cd",
            _ => "manual",
        };
}
