using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>
/// The values that a deployment was made with, which its ledger names by their digest: those of now if they are the same, else
/// those that this checkout kept. Only secrets are read again, as they are kept nowhere.
/// </summary>
internal static class DeployedValues
{
    /// <summary>From now on, all of the stage uses these values.</summary>
    /// <returns>Why they are not known: a clause. Null when they are.</returns>
    public static string? Fix(ComponentContext context, Deployment last)
    {
        var session = context.Work.Session;
        if (context.Component.Type is not (ComponentType.Helm or ComponentType.Terraform))
        {
            // Plain manifests take no values.
            context.Work.FixedValues = ValueResolution.WithoutSecrets(session, context.Work.LedgerNow());
            return null;
        }

        if ((Now(context, last) ?? Kept(session, last)) is not { } values)
        {
            return $"the values that it was deployed with ({last.Values.ShortText}) are neither those of now nor in "
                + $"{context.Workspace.Show(context.Workspace.Results)}, where the checkout that deployed it keeps them";
        }

        var problems = new List<string>();
        var secrets = Secrets(session, values, problems);
        if (problems.Count > 0)
        {
            return Prose.List(problems);
        }

        context.Work.FixedValues = values with { Secrets = secrets };
        return null;
    }

    private static ResolvedValues? Now(ComponentContext context, Deployment last) =>
        Same(ValueResolution.WithoutSecrets(context.Work.Session, context.Work.LedgerNow()), last);

    private static ResolvedValues? Kept(ComponentSession session, Deployment last) =>
        session.Services.Results.Values(last.Values) is { } json
            ? Same(ValueResolution.Of(session, json, [], ImmutableSortedDictionary<string, string>.Empty), last)
            : null;

    private static ResolvedValues? Same(ResolvedValues values, Deployment last) =>
        values.Digest == last.Values ? values : null;

    private static ImmutableSortedDictionary<string, string> Secrets(
        ComponentSession session,
        ResolvedValues values,
        List<string> problems
    )
    {
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var names = YamlReader.Read("values", values.Text, []) is { } node
            ? SecretReference.In(node).Select(reference => reference.Name).Distinct(StringComparer.Ordinal)
            : [];
        foreach (var name in names)
        {
            if (!session.Environment.Secrets.TryGetValue(name, out var source))
            {
                problems.Add($"{session.Environment.Name} no longer has the secret {name}");
                continue;
            }

            switch (SecretText.Read(source, session.Workspace))
            {
                case SecretReading.Secret secret:
                    session.Redactor.Add(secret.Text);
                    secrets[name] = secret.Text;
                    break;
                case SecretReading.Nothing nothing:
                    problems.Add($"the secret {name} {nothing.Why}");
                    break;
            }
        }

        return secrets.ToImmutable();
    }
}
