"""What HR exports call the facts: English, German, French and Spanish headings, and how near one comes to them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

EXACT = 100
_WEAK = 75
_LONGER = 90
_WORD_MORE = 15
_LEAST = 40

# A phrase with a question mark is said of other facts as well. Words are as `words_of` leaves them.
_CALLED = {
    "id": """
        eeid, ee id, id, emp id, emp no, employee id, employee no, employee number, employee code, staff id,
        staff no, staff number, worker id, person id, personnel id, personnel no, personnel number, person number,
        payroll number, payroll id, pernr, pers no, hr id, associate id, user id?, badge?, number?, no?,
        personalnummer, personal nr, personalnr, pers nr, persnr, mitarbeiternummer, mitarbeiter nr, mitarbeiter id,
        matricule, numero de matricule, numero d employe, id employe, id salarie, numero de empleado, id empleado,
        codigo de empleado, legajo, numero de personal
    """,
    "name": """
        full name, name, employee name, display name, employee, worker, worker name, staff name, person name,
        preferred name?, legal name, complete name, vollstandiger name, mitarbeiter, mitarbeitername, mitarbeiterin,
        vor und nachname, name vorname, nachname vorname, vorname nachname, last name first name,
        first name last name, surname first name, nom complet, nom et prenom, nom prenom, prenom nom, nom?,
        nom du salarie, collaborateur, nombre completo, nombre y apellidos, apellidos nombre, nombre apellidos,
        apellidos y nombre, nombre?, empleado
    """,
    "email": """
        email, e mail, work email, work e mail, business email, company email, email address, e mail address,
        work email address, mail?, email work, primary email, e mail adresse, email adresse, mailadresse,
        dienstliche e mail, courriel, adresse e mail, adresse mail, adresse electronique, correo, correo electronico,
        email corporativo
    """,
    "role": "role, mentoring role, programme role, program role, mentor or mentee, rolle, rol, mentor mentee",
    "capacity": """
        capacity, pairs, mentees wanted?, max pairs, how many pairs, number of pairs, number of mentees?, kapazitat,
        capacite, capacidad
    """,
    "grade": """
        grade, job grade, pay grade, salary grade, level, job level, career level, management level, band, job band,
        pay band, seniority, seniority level, job title?, title?, position?, position title?, business title?,
        designation?, job?, rank, tier?, stufe, gehaltsstufe, karrierestufe, entgeltgruppe, tarifgruppe, stellung?,
        stelle?, stellenbezeichnung?, planstelle?, dienstgrad, besoldungsgruppe, funktion?, berufsbezeichnung?,
        grado, niveau, echelon, classification, poste?, fonction?, intitule de poste?, puesto?, cargo?, nivel,
        categoria?
    """,
    "birth_year": "birth year, year of birth, yob, born?, geburtsjahr, jahrgang, annee de naissance, ano de nacimiento",
    "birth_date": """
        date of birth, birth date, birthdate, dob, birthday, born on, geburtsdatum, geburtstag, geb datum, gebdat,
        date de naissance, fecha de nacimiento, nacimiento?
    """,
    "age": "age, age in years, current age, alter, lebensalter, edad",
    "joined": """
        hire date, date of hire, hiring date, hired, original hire date, date hired, join date, joining date,
        date joined, date of joining, joined, start date, startdate, employment start, employment date,
        employment start date, entry date, date of entry, doj, seniority date?, service date?, company start date,
        org start, start?, eintrittsdatum, eintritt, einstellungsdatum, eingestellt am, beginn?, date d entree,
        date d embauche, date entree, date embauche, fecha de ingreso, fecha de alta, fecha de contratacion,
        fecha ingreso, antiguedad?
    """,
    "industry_since": """
        in the industry since, industry since, industry start, industry start date, industry entry,
        years in industry since, in der branche seit, branche seit, dans le secteur depuis, en el sector desde
    """,
    "left": """
        exit date, date of exit, termination date, term date, date of termination, terminated on, leaving date,
        leave date?, date left, left, left on, separation date, end date, employment end, employment end date,
        last day, last working day, last day of work, resignation date, dol, austrittsdatum, austritt,
        ausgetreten am, letzter arbeitstag, date de sortie, date sortie, date de depart, date de fin, fecha de baja,
        fecha de salida, fecha de egreso, fecha baja
    """,
    "department": """
        department, dept, department name, dept name, org unit, organisational unit, organizational unit,
        organisation unit, organization unit, organization?, organisation?, team?, division?, div?, function?,
        business unit?, unit?, area?, abteilung, bereich?, orgeinheit, organisationseinheit, org einheit,
        fachbereich?, departement, service, direction?, departamento, unidad organizativa, gerencia?
    """,
    "site": """
        site, location, work location, office, office location, city, work city, work site, branch, plant?,
        workplace, location name, standort, dienstort, arbeitsort, ort, niederlassung, werk?, lieu, lieu de travail,
        ville, etablissement, sitio, ciudad, ubicacion, sede, centro de trabajo, localidad, country?, region?, land?,
        pays?, pais?
    """,
    "manager": """
        manager, manager id, manager no, manager number, manager employee id, manager eeid, manager name,
        line manager, line manager id, direct manager, people manager, supervisor, supervisor id, supervisor name,
        reports to, reports to id, reporting to, reporting manager, reporting line?, boss, superior, superior id,
        vorgesetzter, vorgesetzte, vorgesetzte r, vorgesetzten nr, fuhrungskraft, fuehrungskraft, berichtet an,
        disziplinarischer vorgesetzter, responsable, responsable hierarchique, superieur, superieur hierarchique,
        n 1, jefe, jefe directo, jefe inmediato, supervisor directo, reporta a
    """,
    "zone": "time zone, timezone, tz, zeitzone, fuseau horaire, fuseau, zona horaria, huso horario",
    "hours": """
        working hours, work hours, office hours, hours, arbeitszeit, arbeitszeiten, horaires, heures de travail,
        horario, horas de trabajo
    """,
    "languages": """
        languages, language, working languages, spoken languages, language skills, sprachen, sprache,
        sprachkenntnisse, arbeitssprachen, langues, langue, langues de travail, idiomas, idioma
    """,
    "offers": """
        offers, i can offer, can offer, topics offered, expertise, knows about, can help with, can mentor on,
        can teach, strengths?, skills?, bietet, bietet an, kann anbieten, kompetenzen?, propose, expertises,
        competences?, ofrece, puede ofrecer, habilidades?
    """,
    "wants": """
        wants, wants to learn, would like to learn, wants to learn about, topics wanted, learning goals,
        learning interests, interests?, interested in, needs?, sucht, mochte lernen, interessen?, lernziele,
        souhaite, veut apprendre, interets?, quiere aprender, intereses?, desea aprender
    """,
    "challenge": "challenge, readiness to challenge, challenges others, ready to challenge, will challenge",
    "challenged": """
        challenged, readiness to be challenged, ready to be challenged, likes to be challenged, to be challenged
    """,
    "away": """
        away, days away, unavailable, unavailable dates, absence, absences, vacation, holidays, leave?, abwesend,
        abwesenheiten, urlaub, absent, conges, ausencias, vacaciones
    """,
    "consent": """
        consent, agreed, agrees, agreed to take part, agrees to take part, opt in, opted in, consented,
        consent given, wants to take part, einwilligung, zustimmung, einverstanden, consentement, accord?,
        consentimiento, acepta
    """,
    "first_name": """
        first name, given name, given names, forename, firstname, vorname, rufname, prenom, prenoms, nombre de pila,
        nombres, primer nombre
    """,
    "last_name": """
        last name, surname, family name, lastname, nachname, familienname, nom de famille, apellido, apellidos,
        primer apellido
    """,
}  # fmt: skip
FACTS = tuple(_CALLED)
# What is said of somebody else, or of something else, than the person of the row.
_OTHERS = frozenset({
    "manager", "supervisor", "vorgesetzter", "vorgesetzte", "fuhrungskraft", "superior", "boss", "superieur",
    "responsable", "jefe", "leader", "emergency", "notfall", "spouse", "partner", "company", "firma", "customer",
    "kunde", "bank", "tax", "contract", "probation", "cost", "file", "bonus", "salary", "education", "degree",
    "access", "security", "clearance", "risk",
})  # fmt: skip


def words_of(heading: str) -> str:
    """Return a heading's words in small letters without accents, one space between them."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(char))
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).casefold()
    return " ".join(re.findall(r"[^\W_]+", parted))


def likeness(fact: str, words: str) -> int:
    """Return how near a heading's words come to what a fact is called, from 0 to `EXACT`."""
    called = _phrases(fact)
    if words in called:
        return called[words]
    if fact != "manager" and is_of_others(words):
        return 0
    near = [_longer(phrase, least, words) for phrase, least in called.items() if f" {phrase} " in f" {words} "]
    return max(near, default=0)


def is_of_others(words: str) -> bool:
    """True where a heading's words are about somebody else than the person of the row, or about another matter."""
    return not _OTHERS.isdisjoint(words.split())


def _longer(phrase: str, exact: int, words: str) -> int:
    """Rate a heading that says more than a phrase: each word more may turn its meaning."""
    more = len(words.split()) - len(phrase.split())
    rated = exact - (EXACT - _LONGER) - _WORD_MORE * more
    return rated if rated >= _LEAST else 0


@cache
def _phrases(fact: str) -> dict[str, int]:
    phrases = (phrase.strip() for phrase in _CALLED[fact].split(","))
    return {phrase.rstrip("?"): _WEAK if phrase.endswith("?") else EXACT for phrase in phrases}
