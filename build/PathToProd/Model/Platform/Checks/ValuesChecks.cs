using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What must hold for values files.</summary>
internal static class ValuesChecks
{
    public static void Component(ValuesFile file, LoadedComponents components, List<Problem> problems)
    {
        if (!components.MayBeInStore(file.Component))
        {
            components.CheckKnown(file.Component, new SourcePosition(file.Path), "these are values for", problems);
        }
    }

    /// <summary>Checks what is merged, for each environment that something is deployed to.</summary>
    public static void Run(
        LayeredValues values,
        LoadedEnvironments environments,
        LoadedComponents components,
        List<Problem> problems
    )
    {
        var manifests = new Dictionary<string, ComponentManifest?>();
        foreach (var (folder, manifest) in components.All)
        {
            manifests[folder] = manifest;
        }

        foreach (var environment in environments.Manifests.Values)
        {
            if (environment.IsAbstract || environments.Incomplete.Contains(environment.Name))
            {
                continue;
            }

            foreach (var component in values.Components(environment.Name))
            {
                var map = values.Merged(environment.Name, component);
                Secrets(environment, map, problems);
                foreach (var input in manifests.GetValueOrDefault(component)?.Inputs ?? [])
                {
                    var where = manifests[component]!.Source[$"inputs.{input.ValuePath}"];
                    InputPlace(environment, input.ValuePath, where, map, problems);
                }
            }
        }
    }

    private static void Secrets(EnvironmentManifest environment, ValueNode.Map map, List<Problem> problems)
    {
        foreach (var reference in SecretReference.In(map))
        {
            if (reference.Name.Length == 0)
            {
                problems.Add(
                    new Problem(reference.Where, "this refers to a secret without naming one", "write ${secrets.NAME}")
                );
            }
            else if (!environment.Secrets.ContainsKey(reference.Name))
            {
                var nearest = Suggestion.For(reference.Name, environment.Secrets.Keys);
                problems.Add(
                    new Problem(
                        reference.Where,
                        $"the environment {environment.Name} has no secret {reference.Name}",
                        nearest is null
                            ? $"add it to secrets in environments/{environment.Name}/environment.yaml"
                            : $"did you mean {nearest}?"
                    )
                );
            }
        }
    }

    /// <summary>An input goes into maps; what stands in its way would be lost.</summary>
    private static void InputPlace(
        EnvironmentManifest environment,
        string path,
        SourcePosition input,
        ValueNode.Map map,
        List<Problem> problems
    )
    {
        ValueNode? node = map;
        foreach (var key in ValuePath.Split(path)!)
        {
            if (node is not ValueNode.Map inner)
            {
                var noun = node.Noun;
                problems.Add(
                    new Problem(
                        node.Where,
                        $"the input {path} ({input}) goes below this in {environment.Name}, and this is {noun}",
                        "remove it, or move the input"
                    )
                );
                return;
            }

            node = inner.Find(key)?.Value;
            if (node is null or ValueNode.Scalar { Kind: ScalarKind.Nothing })
            {
                return;
            }
        }
    }
}
