using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Sources;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Puts a component's values together: the merged files of the environment, inputs, and the secrets they name.</summary>
internal static class ValueResolution
{
    /// <summary>With inputs as the ledger has them now, and secrets read from where the environment says.</summary>
    /// <exception cref="PlatformException">An input or a secret can have no value (exit code 2).</exception>
    public static ResolvedValues ForDeployment(ComponentSession session, LedgerState ledger)
    {
        var inputs = InputResolution.Resolve(session.Component, ledger);
        var problems = inputs
            .Problems.Concat(InputKinds.Problems(session, inputs.Inputs, ledger).Select(cause => cause.ToProblem()))
            .ToList();
        var values = session.Services.Model.Values(session.Environment.Name, session.Component.Name);
        var secrets = ComponentSecrets
            .Of(session.Services, session.Component, session.Environment)
            .Read(session.Services, problems);
        return problems.Count == 0
            ? Resolve(session, values, inputs.Inputs, secrets)
            : throw new PlatformException(problems);
    }

    /// <summary>For a removal: with inputs as they were when they were last known, whatever is gone since, and secrets.</summary>
    /// <exception cref="PlatformException">A secret can have no value (exit code 2).</exception>
    public static ResolvedValues ForRemoval(ComponentSession session, LedgerState ledger)
    {
        var problems = new List<Problem>();
        var secrets = ComponentSecrets
            .Of(session.Services, session.Component, session.Environment)
            .Read(session.Services, problems);
        PlatformException.ThrowIfAny(problems);
        return Resolve(
            session,
            session.Services.Model.Values(session.Environment.Name, session.Component.Name),
            InputResolution.ForRemoval(session.Component, ledger).Inputs,
            secrets
        );
    }

    /// <summary>With inputs as the ledger has them now, a placeholder for each that is not known, and secrets only named.</summary>
    public static ResolvedValues WithoutSecrets(ComponentSession session, LedgerState ledger) =>
        Resolve(
            session,
            session.Services.Model.Values(session.Environment.Name, session.Component.Name),
            InputResolution.Resolve(session.Component, ledger).Inputs,
            ImmutableSortedDictionary<string, string>.Empty
        );

    /// <summary>With placeholders for inputs and secrets: equal wherever and whenever it is done.</summary>
    public static ResolvedValues ForTest(ComponentSession session, EnvironmentManifest environment)
    {
        var nothing = new LedgerState(environment.Name, ImmutableSortedDictionary<string, ComponentState>.Empty);
        var inputs = InputResolution.Resolve(session.Component, nothing);
        var values = session.Services.Model.Values(environment.Name, session.Component.Name);
        var secrets = SecretReference
            .In(values)
            .Select(reference => reference.Name)
            .Distinct()
            .ToImmutableSortedDictionary(
                name => name,
                name => $"secret--{name.ToLowerInvariant()}",
                StringComparer.Ordinal
            );
        return Resolve(session, values, inputs.Inputs, secrets);
    }

    private static ResolvedValues Resolve(
        ComponentSession session,
        ValueNode.Map values,
        ImmutableArray<ResolvedInput> inputs,
        ImmutableSortedDictionary<string, string> secrets
    )
    {
        foreach (var (input, value) in ExampleInputs.Fill(session.Workspace, session.Component, inputs))
        {
            values = ValueTree.With(values, input.Input.ValuePath, value);
        }

        return Of(
            session,
            ValueText.ToJson(values),
            [
                .. inputs
                    .Where(input => input.IsPlaceholder)
                    .Select(input => $"{input.Input.Component}.{input.Input.Output}"),
            ],
            secrets
        ) with
        {
            Said = values,
        };
    }

    /// <summary>Values that were put together before.</summary>
    public static ResolvedValues Of(
        ComponentSession session,
        string json,
        ImmutableArray<string> placeholders,
        ImmutableSortedDictionary<string, string> secrets
    )
    {
        var renderedFor = RenderedFor(session);
        var all = json + string.Concat(renderedFor.Select(one => $"\n{one.Name}: {one.Digest}"));
        var digest = Digest.Of(Encoding.UTF8.GetBytes(all));
        return new ResolvedValues((JsonObject)JsonNode.Parse(json)!, digest, placeholders, secrets)
        {
            RenderedFor = renderedFor,
            Text = json,
        };
    }

    private static ImmutableArray<InputDigest> RenderedFor(ComponentSession session) =>
        session.Component.Type == ComponentType.Helm && session.Environment.Target is Target.Directory target
            ?
            [
                new InputDigest("kubernetes-version", session.Environment.KubernetesVersion.ToString()),
                new InputDigest("api-versions", ValueInputs.Short(string.Join(',', session.Environment.ApiVersions))),
                new InputDigest("hooks", target.Hooks.ToString()),
            ]
            : [];
}
