; The Windows setup. build.sh gives VERSION, FILES (the frozen program), ICON and OUT, and SIGN: what
; signs one file, or nothing.
;
; /S silent   /AllUsers, /CurrentUser   /PRESET=settings.json   /D=folder (last, without quotes)
; Ends with 0, or with one of Windows' own numbers, which those who install from afar know.
!define BUSY 1618 ; they try again later
!define UNSUITABLE 1633
!define NO_PRESET 2
!define NOT_ADMINISTRATOR 740

Unicode true
Target x86-unicode ; also starts on the 32-bit Windows that it refuses
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel highest ; asks an administrator, and nobody else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off ; same files, same setup
!if "${SIGN}" != ""
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define TITLE "e-Belediye’ye geçiş"
!define PUBLISHER "ebel_wizard"
!define PROGRAM "ebel-wizard"
!define TYPE "ebel_wizard.devir"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"

Name "${TITLE}"
BrandingText "${TITLE} ${VERSION}"
OutFile "${OUT}"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1055 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=1055 "FileDescription" "${TITLE} – kurulum"
VIAddVersionKey /LANG=1055 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1055 "LegalCopyright" "MIT"
VIAddVersionKey /LANG=1055 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1055 "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Turkish"

Var Preset
Var Data
Var Scope ; one account, or all

!macro Refuse CODE SENTENCE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A running program cannot be written to, whoever runs it. Nobody's program is closed for them.
!macro FindOpen FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $1 "open"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
  again:
  StrCpy $1 ""
  !insertmacro FindOpen "${PROGRAM}.exe"
  !insertmacro FindOpen "${PROGRAM}-cli.exe"
  ${If} $1 == "open"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE} açık. Pencereyi kapatıp yeniden deneyin; yazdıklarınız kayıtlıdır." /SD IDCANCEL IDRETRY again
    SetErrorLevel ${BUSY}
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

; The account's own data, and from then on whose Start menu, registry and ProgramData are meant.
!macro FindPlaces
  SetShellVarContext current
  StrCpy $Data "$LOCALAPPDATA\ebel_wizard"
  ${If} $Scope == "all"
    SetShellVarContext all
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro Refuse ${UNSUITABLE} "${TITLE}, 64 bit Windows 10 (sürüm 1809 veya yenisi) ya da Windows 11 ister; bu bilgisayara kurulamaz."
  ${EndIf}
  SetRegView 64
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PRESET=" $Preset
  ${If} ${Errors}
    StrCpy $Preset ""
    ${If} ${FileExists} "$EXEDIR\settings.json"
      StrCpy $Preset "$EXEDIR\settings.json"
    ${EndIf}
  ${ElseIfNot} ${FileExists} "$Preset"
    !insertmacro Refuse ${NO_PRESET} "Hazır ayarlar dosyası bulunamadı: $Preset"
  ${EndIf}

  UserInfo::GetAccountType
  Pop $0
  ReadRegStr $1 HKCU "${ENTRY}" "InstallLocation"
  ReadRegStr $2 HKLM "${ENTRY}" "InstallLocation"
  StrCpy $Scope "all"
  ${If} $0 != "Admin"
    StrCpy $Scope "one"
  ${ElseIf} $1 != ""
  ${AndIf} $2 == ""
    StrCpy $Scope "one"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/CurrentUser" $R1
  ${IfNot} ${Errors}
    StrCpy $Scope "one"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
    StrCpy $Scope "all"
    ${If} $0 != "Admin"
      !insertmacro Refuse ${NOT_ADMINISTRATOR} "Bütün kullanıcılar için kurmaya yalnızca yöneticinin yetkisi vardır."
    ${EndIf}
  ${EndIf}

  !insertmacro FindPlaces
  ${If} $Scope == "all"
    StrCpy $1 $2
    StrCpy $3 "$PROGRAMFILES64\${PROGRAM}"
  ${Else}
    StrCpy $3 "$LOCALAPPDATA\Programs\${PROGRAM}"
  ${EndIf}
  ${If} $INSTDIR == "" ; else /D= has said it
    StrCpy $INSTDIR $1 ; where it is already
    ${If} $INSTDIR == ""
      StrCpy $INSTDIR $3
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro RemoveProgram
  Delete "$INSTDIR\${PROGRAM}.exe"
  Delete "$INSTDIR\${PROGRAM}-cli.exe"
  RMDir /r "$INSTDIR\_internal"
!macroend

Section
  Call WaitUntilClosed
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${FILES}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}.exe"

  WriteRegStr SHCTX "Software\Classes\.ebel" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "e-Belediye devir dosyası"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM}.exe,0"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}.exe" "%1"'
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"

  WriteRegStr SHCTX "${ENTRY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr SHCTX "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" $0

  ; For all it is the administrator's file, which wins; for one account it is only a beginning.
  ${If} $Preset != ""
    ${If} $Scope == "all"
      CreateDirectory "$APPDATA\ebel_wizard"
      CopyFiles /SILENT "$Preset" "$APPDATA\ebel_wizard\settings.json"
    ${ElseIfNot} ${FileExists} "$Data\settings.json"
      CreateDirectory "$Data"
      CopyFiles /SILENT "$Preset" "$Data\settings.json"
    ${EndIf}
  ${EndIf}
SectionEnd

Function un.onInit
  SetRegView 64
  StrCpy $Scope "one"
  ReadRegStr $0 HKLM "${ENTRY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Scope "all"
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro Refuse ${NOT_ADMINISTRATOR} "Bütün kullanıcılar için kurulmuş programı yalnızca yönetici kaldırabilir."
    ${EndIf}
  ${EndIf}
  !insertmacro FindPlaces
FunctionEnd

; What the program put into Windows' vault: the secrets of each workspace.
Function un.ForgetSecrets
  System::Call "advapi32::CredEnumerateW(w '$R0', i 0, *i .r0, *p .r1) i .r2"
  ${If} $2 != 0
    StrCpy $3 $1
    ${DoWhile} $0 > 0
      System::Call "*$3(p .r4)"
      System::Call "*$4(i, i .r5, w .r6)"
      System::Call "advapi32::CredDeleteW(w r6, i r5, i 0)"
      IntPtrOp $3 $3 + ${NSIS_PTR_SIZE}
      IntOp $0 $0 - 1
    ${Loop}
    System::Call "advapi32::CredFree(p r1)"
  ${EndIf}
FunctionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey SHCTX "${ENTRY}"
  DeleteRegKey SHCTX "Software\Classes\${TYPE}"
  ReadRegStr $0 SHCTX "Software\Classes\.ebel" ""
  ${If} $0 == "${TYPE}"
    DeleteRegKey SHCTX "Software\Classes\.ebel"
  ${EndIf}
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"

  ${If} ${FileExists} "$Data\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Bu bilgisayardaki cevaplarınız, yedekleriniz ve saklanan KEP parolası da silinsin mi? Hayır derseniz yerinde kalır; programı yeniden kurduğunuzda sizi bekler." /SD IDNO IDNO kept
    RMDir /r "$Data"
    StrCpy $R0 "ebel_wizard/*"
    Call un.ForgetSecrets
    StrCpy $R0 "kep@ebel_wizard/*"
    Call un.ForgetSecrets
    kept:
  ${EndIf}
SectionEnd
