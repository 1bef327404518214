using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>
/// What must hold for all documents of a component: Test checks it against the cluster that the environment describes, a
/// deployment against the real one.
/// </summary>
/// <param name="Namespace">The component's namespace.</param>
/// <param name="AlsoIn">The other namespaces that it may put resources into.</param>
/// <param name="Policies">The policies that it declares.</param>
public sealed record DocumentRules(string Namespace, ImmutableArray<string> AlsoIn, ImmutableArray<Policy> Policies)
{
    /// <summary>Everything that is wrong.</summary>
    /// <param name="documents">What was rendered.</param>
    /// <param name="file">What the rendered text is called in problems.</param>
    public IEnumerable<Problem> Problems(IReadOnlyList<KubernetesDocument> documents, string file) =>
        DocumentChecks
            .Check(documents, Namespace, AlsoIn, file)
            .Concat(
                from document in documents
                from policy in Policies
                from violation in policy.Violations(document)
                select new Problem(
                    new SourcePosition(file, document.Line, 1),
                    $"{violation.What} (policy {policy.Name})",
                    violation.Fix
                )
                {
                    Policy = policy.Name,
                }
            );
}
