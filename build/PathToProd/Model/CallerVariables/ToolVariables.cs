using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.CallerVariables;

/// <summary>
/// What happens to the caller's variables when a tool is started. What is deployed, and where its state lives, is said by
/// the platform's files alone; the first rule that is about a variable counts, and a variable without a rule is passed.
/// </summary>
/// <param name="Tool">The tool, as <c>build/tools.yaml</c> names it.</param>
/// <param name="Rules">The rules, in order.</param>
public sealed record ToolVariables(string Tool, ImmutableArray<VariableRule> Rules)
{
    /// <summary>Those of all tools that have any.</summary>
    public static ImmutableArray<ToolVariables> All { get; } =
    [TerraformVariables.All, HelmVariables.All, KubectlVariables.All];

    /// <summary>Those of a tool; without rules when everything is passed to it.</summary>
    public static ToolVariables Of(string tool) =>
        All.FirstOrDefault(variables => variables.Tool == tool) ?? new ToolVariables(tool, []);

    /// <summary>The rule about a variable, whatever the backends of roots read; null when it is passed without one.</summary>
    public VariableRule? this[string name] => this[name, UsedBackends.None];

    /// <summary>The rule about a variable where roots keep their state in these backends; null when it is passed without one.</summary>
    public VariableRule? this[string name, UsedBackends backends]
    {
        get
        {
            foreach (var rule in Rules)
            {
                if (rule.IsAbout(name) && rule.CountsWith(backends))
                {
                    return rule;
                }
            }

            return null;
        }
    }

    /// <summary>Whether it depends on the backends of roots what happens to one of the caller's variables.</summary>
    public bool DependsOnBackends(IReadOnlyDictionary<string, string> caller) =>
        caller.Keys.Any(name => Rules.Any(rule => rule.Backend is not null && rule.IsAbout(name)));

    /// <summary>What to lay over the caller's variables for the tool: null removes one.</summary>
    /// <param name="names">The names that the caller has.</param>
    public IEnumerable<KeyValuePair<string, string?>> Over(IEnumerable<string> names) =>
        names
            .Where(name => this[name] is { Fate: VariableFate.Cleared or VariableFate.Refused })
            .Select(name => KeyValuePair.Create(name, (string?)null))
            .Concat(
                Rules
                    .Where(rule => rule.Fate == VariableFate.Set)
                    .Select(rule => KeyValuePair.Create(rule.Pattern, rule.Value))
            );

    /// <summary>The names that are cleared although the caller set them: what the run says.</summary>
    public IEnumerable<string> Cleared(IReadOnlyDictionary<string, string> caller) =>
        caller
            .Where(variable => variable.Value.Length > 0 && this[variable.Key] is { Fate: VariableFate.Cleared })
            .Select(variable => variable.Key)
            .Order(StringComparer.Ordinal);

    /// <summary>The values that are secrets.</summary>
    public IEnumerable<string> Secrets(IReadOnlyDictionary<string, string> caller) =>
        caller.Where(variable => this[variable.Key] is { IsSecret: true }).Select(variable => variable.Value);

    /// <summary>Why nothing may run in the caller's environment; empty when it may.</summary>
    /// <param name="caller">The caller's variables.</param>
    /// <param name="backends">Where the roots of the run keep their state.</param>
    public IEnumerable<Problem> Problems(IReadOnlyDictionary<string, string> caller, UsedBackends backends) =>
        from variable in caller.OrderBy(variable => variable.Key, StringComparer.Ordinal)
        let rule = this[variable.Key, backends]
        where rule?.Refuses(variable.Value) == true
        select new Problem(null, $"{variable.Key} is set, and {rule.Why}", rule.Instead);
}
