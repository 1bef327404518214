using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The environments before have the set, verified and whole, and nothing has failed there since: all of them, or a share of each step.</summary>
internal sealed class OrderGate(OrderRule rule) : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        foreach (var step in question.Path.Steps.Where(step => question.Step.After.Contains(step.Name)))
        {
            var causes = step
                .Environments.Select(environment => Causes(question, environment).ToArray())
                .Where(causes => causes.Length > 0)
                .ToArray();
            var done = step.Environments.Length - causes.Length;
            if (100 * done < rule.Share * step.Environments.Length)
            {
                foreach (var cause in causes.SelectMany(one => one))
                {
                    yield return cause;
                }
            }
        }
    }

    public string Open(PromotionQuestion question) =>
        question.Step.After.IsEmpty
            ? "the path begins here"
            : $"{question.Set.Name} was verified in {Prose.List([.. question.Path.EnvironmentsBefore(question.Step).Where(environment => Causes(question, environment).Length == 0)])}";

    private static GateCause[] Causes(PromotionQuestion question, string environment)
    {
        if (question.NotRead(environment) is { } unread)
        {
            return [unread];
        }

        var failures = Failures.Of(question, environment).ToArray();
        return failures.Length > 0 ? failures
            : SetStay.Of(question.Histories[environment], question.Set) is [.., var stay]
                ? stay.EndedBy?.Started.Rollback is null ? []
                    : [Cause(question, environment, "was rolled back there")]
            : [Cause(question, environment, NotThere(question, environment))];
    }

    private static string NotThere(PromotionQuestion question, string environment)
    {
        var running = question
            .State(environment)
            .Components.Values.Select(state => state.Member)
            .OfType<SetMember>()
            .ToDictionary(member => member.Component, StringComparer.Ordinal);
        var missing = question
            .Set.Members.Values.Where(member => running.GetValueOrDefault(member.Component)?.Digest != member.Digest)
            .Select(member => $"{member.Component} {member.Version}")
            .ToArray();
        var extra = running.Keys.Except(question.Set.Members.Keys, StringComparer.Ordinal).ToArray();
        return missing.Length == question.Set.Members.Count || missing.Length > 3 ? "never ran there"
            : missing.Length > 0
                ? $"is not there whole: {Prose.List(missing)} {(missing.Length == 1 ? "is" : "are")} missing"
            : $"is not alone there: {Prose.List(extra)} {(extra.Length == 1 ? "is" : "are")} not part of it";
    }

    private static GateCause Cause(PromotionQuestion question, string environment, string what) =>
        new()
        {
            Kind = CauseKind.Closed,
            About = $"{environment} comes first",
            Because = $"{environment} comes first, and {question.Set.Name} {what}",
            Lift =
                $"promote it there first: ./build.sh --target=Promote --set={question.Set.Name} --environment={environment} --deploy",
        };
}
