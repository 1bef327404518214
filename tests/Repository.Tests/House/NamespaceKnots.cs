using Mono.Cecil;

namespace Repository.Tests.House;

/// <summary>Namespaces that refer to each other in a circle, as the compiled assembly has them: none can be read without the others.</summary>
internal static class NamespaceKnots
{
    /// <summary>Each knot with the names of its namespaces below the assembly's own: <c>Facts.Ledger, Facts.Runs</c>.</summary>
    public static IEnumerable<string> Of(string file, string root)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(file);
        var types = assembly
            .MainModule.Types.Where(type => type.Namespace.StartsWith(root, StringComparison.Ordinal))
            .ToLookup(type => type.Namespace, StringComparer.Ordinal);
        var graph = types.ToDictionary(
            one => one.Key,
            one => one.SelectMany(Namespaces).Where(types.Contains).ToHashSet(StringComparer.Ordinal)
        );
        var reached = graph.Keys.ToDictionary(name => name, name => Reached(graph, name));
        return reached
            .Keys.Select(name => reached[name].Where(other => reached[other].Contains(name)).Append(name).Distinct())
            .Select(knot => knot.Order(StringComparer.Ordinal).ToArray())
            .Where(knot => knot.Length > 1)
            .Select(knot => string.Join(", ", knot.Select(name => name[root.Length..].TrimStart('.'))))
            .Distinct();
    }

    private static HashSet<string> Reached(Dictionary<string, HashSet<string>> graph, string from)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([from]));
        while (open.TryPop(out var name))
        {
            foreach (var next in graph.GetValueOrDefault(name, []).Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static IEnumerable<string> Namespaces(TypeDefinition type) =>
        References(type)
            .SelectMany(Parts)
            .Where(part => part.Scope == type.Module)
            .Select(part => Outermost(part).Namespace);

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null => [],
            GenericInstanceType of => [of.ElementType, .. of.GenericArguments.SelectMany(Parts)],
            TypeSpecification of => Parts(of.ElementType),
            GenericParameter => [],
            _ => [type],
        };

    private static IEnumerable<TypeReference?> References(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(one => one.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.GenericParameters.SelectMany(one => one.Constraints).Select(one => one.ConstraintType),
            .. type.Methods.SelectMany(References),
            .. type.NestedTypes.SelectMany(References),
        ];

    private static IEnumerable<TypeReference?> References(MethodDefinition method) =>
        [
            .. Signature(method),
            .. method.GenericParameters.SelectMany(one => one.Constraints).Select(one => one.ConstraintType),
            .. method.HasBody ? method.Body.Variables.Select(one => one.VariableType) : [],
            .. method.HasBody ? method.Body.Instructions.SelectMany(one => Operand(one.Operand)) : [],
        ];

    private static IEnumerable<TypeReference?> Operand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => [.. Signature(method), .. method.GenericArguments],
            MethodReference method => Signature(method),
            _ => [],
        };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(one => one.ParameterType)];
}
