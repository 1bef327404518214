using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Projects;

/// <summary>The policies that a platform's own C# defines: each static property of the type <see cref="Policy"/> that is public.</summary>
public sealed class PlatformPolicies(PlatformProject project, CommandRunner commands, ProcessScope scope)
{
    /// <summary>What identifies them, for results that depend on them.</summary>
    public string Digest => project.Digest;

    /// <summary>The names that components may declare: those of Path to Prod, and only when they are not enough those of the platform.</summary>
    /// <exception cref="PlatformException">The platform's own C# does not compile (exit code 1).</exception>
    public IEnumerable<string> Names => Policy.All.Keys.Concat(Enumerable.Range(0, 1).SelectMany(_ => Own().Keys));

    /// <summary>Whether a policy is one of the platform's own.</summary>
    public static bool IsOwn(string name) => !Policy.All.ContainsKey(name);

    /// <summary>A policy by its name, which is one of <see cref="Names"/>.</summary>
    public Policy this[string name] => IsOwn(name) ? Own()[name] : Policy.All[name];

    private ImmutableSortedDictionary<string, Policy> Own()
    {
        if (!project.Exists)
        {
            return ImmutableSortedDictionary<string, Policy>.Empty;
        }

        project.Compile(commands, scope);
        var found = project
            .Load()!
            .GetExportedTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Policy))
            .Select(property =>
                (Where: $"{property.DeclaringType!.FullName}.{property.Name}", Policy: (Policy)property.GetValue(null)!)
            )
            .ToArray();
        PlatformException.ThrowIfAny([
            .. found
                .GroupBy(one => one.Policy.Name, StringComparer.Ordinal)
                .Where(group => group.Count() > 1 || Policy.All.ContainsKey(group.Key))
                .Select(group => new Problem(
                    new SourcePosition("build"),
                    $"{Prose.List([.. group.Select(one => one.Where)])} {(group.Count() == 1 ? "has" : "have")} the name {group.Key}, which "
                        + (
                            Policy.All.ContainsKey(group.Key)
                                ? "is a policy of Path to Prod"
                                : "only one policy can have"
                        ),
                    "give it another name"
                )),
        ]);
        return found.ToImmutableSortedDictionary(one => one.Policy.Name, one => one.Policy, StringComparer.Ordinal);
    }
}
