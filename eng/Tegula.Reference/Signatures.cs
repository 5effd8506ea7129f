using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tegula.Reference;

/// <summary>Declarations as C# writes them, without bodies and without namespaces.</summary>
internal static class Signatures
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_UnaryNegation"] = "-",
        ["op_Implicit"] = "implicit",
        ["op_Explicit"] = "explicit",
        ["op_BitwiseOr"] = "|",
        ["op_BitwiseAnd"] = "&",
    };

    /// <summary>A type with its kind, base type and interfaces.</summary>
    public static string Of(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"public delegate {TypeNames.Of(invoke.ReturnParameter)} {TypeNames.Declared(type)}({Parameters(invoke)})";
        }

        IEnumerable<string> bases = Bases(type).Select(TypeNames.Of);
        string heritage = string.Join(", ", bases);
        string access = type.IsNestedFamily ? "protected" : "public";
        return $"{access} {Kind(type)} {TypeNames.Declared(type)}{(heritage.Length > 0 ? $" : {heritage}" : "")}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>A member.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})",
        MethodInfo method => Method(method),
        PropertyInfo property => Property(property),
        FieldInfo field => Field(field),
        EventInfo declared => $"{Modifiers(declared.AddMethod!)}event {TypeNames.Of(declared)} {declared.Name}",
        _ => member.Name,
    };

    /// <summary>True when the type is a record.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            ?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
        {
            string mutable = type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";
            return $"{mutable}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record struct" : "struct")}";
        }

        string modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        return $"{modifier}{(IsRecord(type) ? "record" : "class")}";
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            if (Enum.GetUnderlyingType(type) != typeof(int)) yield return Enum.GetUnderlyingType(type);
            yield break;
        }

        if (type.BaseType is { } above && above != typeof(object) && above != typeof(ValueType))
            yield return above;
        Type[] all = type.GetInterfaces();
        HashSet<Type> implied = [.. all.SelectMany(each => each.GetInterfaces()), .. type.BaseType?.GetInterfaces() ?? []];
        var shown = all.Where(each => each.IsVisible && !implied.Contains(each) && !IsEquality(each, type));
        foreach (Type each in shown.OrderBy(TypeNames.Of, StringComparer.Ordinal))
            yield return each;
    }

    private static bool IsEquality(Type face, Type type) => IsRecord(type) && face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static string Method(MethodInfo method)
    {
        string parameters = $"({Parameters(method)})";
        string result = Reference(method.ReturnParameter) + TypeNames.Of(method.ReturnParameter);
        if (Operators.TryGetValue(method.Name, out string? sign))
            return sign is "implicit" or "explicit" ? $"static {sign} operator {result}{parameters}" : $"static {result} operator {sign}{parameters}";
        Type[] own = method.GetGenericArguments();
        string generic = own.Length > 0 ? $"<{string.Join(", ", own.Select(each => each.Name))}>" : "";
        return $"{Modifiers(method)}{result} {method.Name}{generic}{parameters}{Constraints(own)}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(PublicApi.IsVisible)];
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var open = accessors.OrderBy(accessor => accessor == property.GetMethod ? 0 : 1)
            .Select(accessor => accessor == property.GetMethod ? "get;" : Setter(accessor));
        string reference = property.GetMethod is { } get ? Reference(get.ReturnParameter) : "";
        return $"{Modifiers(accessors[0])}{required}{reference}{TypeNames.Of(property)} {name} {{ {string.Join(' ', open)} }}";
    }

    private static string Setter(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
            return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        string access = field.IsPublic ? "" : "protected ";
        if (field.IsLiteral)
            return $"{access}const {TypeNames.Of(field)} {field.Name} = {Literal(field.GetRawConstantValue())}";
        return $"{access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(field)} {field.Name}";
    }

    private static string Modifiers(MethodInfo method)
    {
        string access = Access(method);
        if (method.IsStatic) return $"{access}static {(method.IsAbstract ? "abstract " : "")}";
        if (method.DeclaringType!.IsInterface) return method.IsAbstract ? "" : "virtual ";
        bool overrides = method.GetBaseDefinition() != method;
        if (method.IsAbstract) return access + "abstract ";
        if (overrides) return $"{access}{(method.IsFinal ? "sealed " : "")}override ";
        return access + (method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        bool many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        string text = $"{(many ? "params " : "")}{Reference(parameter)}{TypeNames.Of(parameter)} {parameter.Name}";
        if (!parameter.HasDefaultValue) return text;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        object? value = parameter.RawDefaultValue;
        string shown = value is null ? "default" : type.IsEnum ? $"{type.Name}.{Enum.ToObject(type, value)}" : Literal(value);
        return $"{text} = {shown}";
    }

    private static string Reference(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef) return "";
        if (parameter.IsOut) return "out ";
        bool readOnly = parameter.IsIn || parameter.IsDefined(typeof(IsReadOnlyAttribute));
        return (readOnly, parameter.Position) switch
        {
            (true, < 0) => "ref readonly ",
            (true, _) => "in ",
            _ => "ref ",
        };
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        bool flag => flag ? "true" : "false",
        char letter => $"'{letter}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Select(argument =>
    {
        GenericParameterAttributes flags = argument.GenericParameterAttributes;
        List<string> parts = [];
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");
        if (isStruct)
            parts.Add("struct");
        parts.AddRange(argument.GetGenericParameterConstraints().Where(each => each != typeof(ValueType)).Select(TypeNames.Of).Order(StringComparer.Ordinal));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            parts.Add("new()");
        return parts.Count > 0 ? $" where {argument.Name} : {string.Join(", ", parts)}" : "";
    }));
}
