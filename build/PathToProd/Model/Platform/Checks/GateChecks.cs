using System.Text.RegularExpressions;
using PathToProd.Formats.Shapes;
using PathToProd.Model.People;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What a gate could never do.</summary>
internal static partial class GateChecks
{
    public static void Run(
        PromotionFile file,
        Named<PolicyFile> policy,
        Named<GateFile> gate,
        PlatformModel model,
        List<Problem> problems
    )
    {
        var subject = $"the gate {gate.Name} of the policy {policy.Name}";
        switch (gate.Value.Rule)
        {
            case FitsWindowRule when policy.Value.Gates.All(one => one.Value.Rule is not WindowRule):
                problems.Add(
                    new Problem(
                        Where("fits-window"),
                        $"{subject} asks whether a deployment fits the window, and the policy has no window",
                        "add a gate with a window, or remove this one"
                    )
                );
                break;
            case ApprovalRule { Group: var group, Quorum: var quorum }
                when model.Platform.People.TryGetValue(group, out var people)
                    && people.Select(Identity.UserOf).Distinct(StringComparer.OrdinalIgnoreCase).Count() is var count
                    && count < quorum:
                problems.Add(
                    new Problem(
                        Where("approval.quorum"),
                        $"{subject} asks for {quorum} people of {group}, which has {count}",
                        "ask for fewer, or add people to the group in platform.yaml"
                    )
                );
                break;
            case WindowRule { Open.IsEmpty: true }:
                problems.Add(
                    new Problem(
                        Where("window.open"),
                        $"{subject} has a window without a time, so it is never open",
                        "add one such as Mon-Fri 09:00-17:00, or remove the gate"
                    )
                );
                break;
            case ScriptRule { Run.IsEmpty: true }:
                problems.Add(
                    new Problem(
                        Where("script.run"),
                        $"{subject} names no program",
                        "write it and its arguments: [./checks/quota.sh, \"{set}\"]"
                    )
                );
                break;
            case ScriptRule { Run: var run }:
                problems.AddRange(
                    from word in run
                    from Match place in Place().Matches(word)
                    where ScriptRule.Places.All(one => one.Word != place.Value)
                    select new Problem(
                        Where("script.run"),
                        $"{subject} passes {place.Value}, which stands for nothing",
                        Suggestion.Fix(place.Value, ScriptRule.Places.Select(one => one.Word), "place", "remove it")
                    )
                );
                break;
        }

        SourcePosition Where(string key) => file.Source[$"policies.{policy.Name}.gates.{gate.Name}.{key}"];
    }

    [GeneratedRegex(@"\{[a-z-]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
