using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The secrets that a component's values name in an environment.</summary>
/// <param name="component">The component.</param>
/// <param name="environment">The environment, which says where each secret comes from.</param>
/// <param name="values">The component's values there.</param>
internal sealed class ComponentSecrets(
    ComponentManifest component,
    EnvironmentManifest environment,
    ValueNode.Map values
)
{
    /// <summary>Where each secret is named first: a secret that is not available is reported once.</summary>
    private IEnumerable<SecretReference> Names =>
        SecretReference.In(values).DistinctBy(reference => reference.Name, StringComparer.Ordinal);

    public static ComponentSecrets Of(
        RunServices services,
        ComponentManifest component,
        EnvironmentManifest environment
    ) => new(component, environment, services.Model.Values(environment.Name, component.Name));

    public static ComponentSecrets Of(ComponentContext context) =>
        new(
            context.Component,
            context.EnvironmentManifest,
            context.Model.Values(context.EnvironmentManifest.Name, context.Component.Name)
        );

    /// <summary>Those that would be written, with all else that is rendered, into a directory for all to read.</summary>
    public IEnumerable<Problem> Exposed =>
        environment.Target is Target.Directory && component.Type != ComponentType.Terraform
            ? Names.Select(reference => new Problem(
                reference.Where,
                $"{component.Name} uses the secret {reference.Name}, and {environment.Name} is a directory, where it would be written for all to read",
                "refer to a Secret that the cluster gets in another way, or deploy to a cluster"
            ))
            : [];

    /// <summary>Reads them, and has them hidden from now on.</summary>
    /// <param name="services">The run's.</param>
    /// <param name="problems">Gets those that are not available.</param>
    public ImmutableSortedDictionary<string, string> Read(RunServices services, ICollection<Problem> problems)
    {
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var reference in Names)
        {
            switch (SecretText.Read(environment.Secrets[reference.Name], services.Workspace))
            {
                case SecretReading.Secret secret:
                    services.Redactor.Add(secret.Text);
                    secrets[reference.Name] = secret.Text;
                    break;
                case SecretReading.Nothing nothing:
                    problems.Add(
                        new Problem(reference.Where, $"the secret {reference.Name} {nothing.Why}", nothing.Fix)
                    );
                    break;
            }
        }

        return secrets.ToImmutable();
    }
}
