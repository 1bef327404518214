using System.Reflection;
using System.Text;

namespace PathToProd.Support;

/// <summary>Prints what other assemblies can see of one, as declarations in a stable order.</summary>
public static class PublicApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.ToString(), StringComparer.Ordinal))
        {
            PrintType(type, text);
        }

        return text.ToString();
    }

    private static void PrintType(Type type, StringBuilder text)
    {
        if (type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage)
        {
            text.Append("[AttributeUsage(AttributeTargets.")
                .Append(usage.ValidOn)
                .Append(", AllowMultiple = ")
                .Append(usage.AllowMultiple)
                .Append(", Inherited = ")
                .Append(usage.Inherited)
                .Append(")]\n");
        }

        text.Append("public ")
            .Append(Kind(type))
            .Append(' ')
            .Append(type.Namespace)
            .Append('.')
            .Append(type.DeclaringType is { } outer ? $"{Name(outer)}." : "")
            .Append(Name(type));
        var bases = Bases(type).ToList();
        text.Append(bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "").Append(Constraints(type)).Append('\n');
        foreach (var member in Members(type).Order(StringComparer.Ordinal))
        {
            text.Append("    ").Append(member).Append('\n');
        }

        text.Append('\n');
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object))
        {
            yield return Name(parent);
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(inherited).ToList();
        foreach (var one in interfaces.Where(one => !interfaces.Exists(other => other.GetInterfaces().Contains(one))))
        {
            yield return Name(one);
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return $"{Access(constructor)}{Name(type)}({Parameters(constructor)})";
        }

        foreach (var property in type.GetProperties(Declared).Where(one => one.Name != "EqualityContract"))
        {
            var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
            if (accessors.Count > 0)
            {
                yield return $"{Access(accessors[0])}{Name(property.PropertyType)} {property.Name} "
                    + $"{{ {string.Join(' ', accessors.Select(one => one.ReturnType == typeof(void) ? "set;" : "get;"))} }}";
            }
        }

        // What a record gets by itself says nothing that its properties do not.
        foreach (
            var method in type.GetMethods(Declared)
                .Where(method => IsVisible(method) && !method.IsSpecialName && !IsGenerated(method))
        )
        {
            var generics = method.IsGenericMethod
                ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
                : "";
            yield return $"{Access(method)}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})"
                + string.Concat(method.GetGenericArguments().Select(Constraint));
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
        {
            yield return $"public {Name(field.FieldType)} {field.Name};";
        }
    }

    private static bool IsGenerated(MethodBase method) =>
        method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "public " : "protected ")
        + method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } when method.DeclaringType!.IsInterface => "",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };

    private static string Parameters(MethodBase method) =>
        (IsExtension(method) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(one => $"{Name(one.ParameterType)} {one.Name}"));

    private static bool IsExtension(MethodBase method) =>
        method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), inherit: false);

    private static string Constraints(Type type) =>
        type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(Constraint)) : "";

    private static string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var constraints = new List<string>();
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            constraints.Add("class");
        }

        constraints.AddRange(parameter.GetGenericParameterConstraints().Select(Name));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            constraints.Add("new()");
        }

        return constraints.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", constraints)}" : "";
    }

    private static string Name(Type type) =>
        type switch
        {
            { IsGenericType: true } =>
                $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
            { FullName: "System.Void" } => "void",
            { FullName: "System.String" } => "string",
            { FullName: "System.Boolean" } => "bool",
            { FullName: "System.Int32" } => "int",
            _ => type.Name,
        };
}
