using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tegula.Reference;

/// <summary>Names of types as C# writes them, with tuple names and question marks.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>The name without namespace.</summary>
    public static string Of(Type type) => Of(type, null, new Queue<string?>());

    /// <summary>The name of a parameter's or a returned value's type.</summary>
    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter), Names(parameter));

    /// <summary>The name of a property's type.</summary>
    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property), Names(property));

    /// <summary>The name of a field's type.</summary>
    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field), Names(field));

    /// <summary>The name of an event's type.</summary>
    public static string Of(EventInfo declared) => Of(declared.EventHandlerType!, new NullabilityInfoContext().Create(declared), Names(declared));

    /// <summary>The name of a type's declaration: with its outer types and its own parameters.</summary>
    public static string Declared(Type type) => string.Join('.', Parts(type, type.GetGenericArguments(), argument => argument.Name));

    private static string Of(Type type, NullabilityInfo? known, Queue<string?> names)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, known, names);
        if (type.IsPointer) return Of(type.GetElementType()!, null, names) + "*";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, known, names) + "?";
        string mark = known?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray) return $"{Of(type.GetElementType()!, known?.ElementType, names)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        // A parameter without constraints counts as one that may be null, marked or not.
        if (type.IsGenericParameter) return type.Name;
        Type[] arguments = type.GetGenericArguments();
        if (IsTuple(type))
        {
            string?[] own = [.. arguments.Select(_ => names.TryDequeue(out string? name) ? name : null)];
            return $"({string.Join(", ", arguments.Select((argument, i) => Argument(argument, i) + (own[i] is { } name ? $" {name}" : "")))})";
        }

        int place = 0;
        return string.Join('.', Parts(type, arguments, argument => Argument(argument, place++))) + mark;

        string Argument(Type argument, int i) =>
            Of(argument, known is not null && i < known.GenericTypeArguments.Length ? known.GenericTypeArguments[i] : null, names);
    }

    // A nested type repeats the parameters of its outer type; each name takes those that are new.
    private static IEnumerable<string> Parts(Type type, Type[] arguments, Func<Type, string> print)
    {
        List<Type> chain = [];
        for (Type? each = type; each is not null; each = each.DeclaringType)
            chain.Insert(0, each);
        int used = 0;
        foreach (Type each in chain)
        {
            int count = each.GetGenericArguments().Length;
            string name = each.Name.Split('`')[0];
            yield return count > used ? $"{name}<{string.Join(", ", arguments[used..count].Select(print))}>" : name;
            used = count;
        }
    }

    private static bool IsTuple(Type type) =>
        type is { IsGenericType: true, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(ITuple)) && type.IsValueType;

    private static Queue<string?> Names(ICustomAttributeProvider member) =>
        new(member.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false)
            .OfType<TupleElementNamesAttribute>()
            .SelectMany(names => names.TransformNames));
}
